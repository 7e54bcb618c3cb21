"""Reports of one's own: paste or upload, look at the diagnosis, then add them for this visit."""

import streamlit as st

from analysis.compare import inventory
from analysis.model import FORMATS
from analysis.store import Store, read_record
from pages.files import stock
from pages.frame import corpus, links, state
from pages.frame.strings import literal, text

# Old Word is taken so that the diagnosis can say what to do with it.
SUFFIXES = [*FORMATS, "htm", "zip", "doc", "wps"]
LONGEST_PASTE = 400_000


def draw(_store: Store) -> None:
    """Two ways in, the preview, the button that adds, and what has been added so far."""
    # Only this part needs the whole of the analysis.
    from analysis import uploads

    st.markdown(
        text(
            "data.upload.help",
            formats=" / ".join(FORMATS),
            files=uploads.MOST_FILES,
            bytes=uploads.MOST_BYTES // 1_000_000,
        )
    )
    st.info(text("data.upload.privacy"), icon=":material/lock:")
    workspace = st.session_state.get(corpus.WORKSPACE)
    _take_in()
    if workspace is not None and st.session_state.get("data.previewed"):
        _preview(Store(workspace.root / "preview"))
    if workspace is not None and read_record(workspace.store_path):
        _added(Store(workspace.store_path))


def _take_in() -> None:
    with st.form("data.upload", border=True):
        files = st.file_uploader(text("data.upload.files"), type=SUFFIXES, accept_multiple_files=True)
        pasted = st.text_area(text("data.upload.paste"), max_chars=LONGEST_PASTE, height=120, placeholder=text("data.upload.paste.hint"))  # fmt: skip
        name = st.text_input(text("data.upload.name"), max_chars=80, placeholder=text("data.upload.name.hint"))
        asked = st.form_submit_button(text("data.upload.look"), icon=":material/search:")
    if asked:
        given = [(file.name, file.getvalue()) for file in files]
        if pasted.strip():
            given.append((f"{name.strip() or text('data.upload.pasted')}.txt", pasted.encode()))
        _stage(given)


def _stage(given: list[tuple[str, bytes]]) -> None:
    from analysis.uploads import Upload, UploadError, Workspace

    if not given:
        st.warning(text("data.upload.nothing"))
        return
    workspace = st.session_state.setdefault(corpus.WORKSPACE, None) or Workspace()
    st.session_state[corpus.WORKSPACE] = workspace
    st.session_state["data.previewed"] = False
    try:
        with st.spinner(text("data.upload.working", n=len(given))):
            workspace.stage([Upload(name, data) for name, data in given])
    except UploadError as error:
        st.warning(text(f"data.upload.{error}"), icon=":material/block:")
        return
    st.session_state["data.previewed"] = True
    st.rerun()


def _preview(seen: Store) -> None:
    """The diagnosis of every file before anything is added."""
    rows = inventory.inventory(seen.reports, seen.documents, seen.problems)
    st.subheader(text("data.upload.preview", files=rows["source"].nunique(), pieces=len(seen.reports), facts=len(seen.facts)), anchor=False)  # fmt: skip
    for source in rows["source"].unique():
        with st.container(border=True):
            stock.diagnose(seen, source, rows, readable=False)
    with st.container(horizontal=True):
        st.button(text("data.upload.add"), disabled=seen.reports.empty, on_click=_add, key="data.add", icon=":material/add:")  # fmt: skip
        st.button(text("data.upload.discard"), on_click=_discard, key="data.discard")


def _add() -> None:
    from analysis.uploads import UploadError

    workspace = st.session_state[corpus.WORKSPACE]
    st.session_state["data.previewed"] = False
    try:
        workspace.add_pending()
    except UploadError as error:
        st.session_state["data.refused"] = str(error)
        return
    state.write(corpus=corpus.SESSION)


def _discard() -> None:
    st.session_state["data.previewed"] = False


def _added(own: Store) -> None:
    """What is in the visitor's collection, and the way to it and out of it."""
    if refused := st.session_state.pop("data.refused", None):
        st.warning(text(f"data.upload.{refused}"), icon=":material/block:")
    st.success(text("data.upload.added", reports=len(own.reports), facts=len(own.facts)), icon=":material/check:")
    with st.container(horizontal=True):
        for row in own.reports.head(12).to_dict("records"):
            links.link("reader", literal(f"{row['place']} · {row['part']}"), ":material/menu_book:", corpus=corpus.SESSION, doc=row["report_id"])  # fmt: skip
    st.button(text("data.upload.clear"), on_click=_clear, key="data.clear", icon=":material/delete:")


def _clear() -> None:
    st.session_state[corpus.WORKSPACE].clear()
    st.session_state["data.previewed"] = False
    state.replace(part="upload")
