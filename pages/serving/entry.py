"""What Streamlit runs for every visit and every click. It lies here and not beside pages/, whose files Streamlit would else list by itself."""

from pages.frame import router

router.run()
