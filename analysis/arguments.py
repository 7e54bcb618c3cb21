"""What the arguments of the command line may be: a wrong one is named with what to give instead."""

import argparse
from pathlib import Path


def existing(name: str) -> Path:
    path = Path(name)
    if not path.exists():
        raise argparse.ArgumentTypeError(f"{name} does not exist")
    return path


def store_to_be(name: str) -> Path:
    """A folder that a store may take the place of whole; one that holds something else would be lost."""
    from analysis.store import StoreError, check_place

    try:
        check_place(Path(name))
    except StoreError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return Path(name)


def folder_to_be(name: str) -> Path:
    path = Path(name)
    if path.exists() and not path.is_dir():
        raise argparse.ArgumentTypeError(f"{name} is a file: give a folder")
    return path


def file_to_be(name: str) -> Path:
    path = Path(name)
    if path.is_dir() or not path.parent.is_dir():
        raise argparse.ArgumentTypeError(f"{name} cannot be written: give a file in a folder that is there")
    return path


def not_negative(word: str) -> int:
    if not word.isascii() or not word.isdigit():
        raise argparse.ArgumentTypeError(f"{word} is no whole number from 0 on")
    return int(word)


def positive(word: str) -> int:
    if not_negative(word) == 0:
        raise argparse.ArgumentTypeError("0 is not enough: give 1 or more")
    return int(word)
