"""What Streamlit runs for every visit and every click. It lies here and not beside pages/, whose files Streamlit would else list by itself."""

from pages import serving

serving.wait_for_imports()

from pages.frame import router  # noqa: E402

router.run()
