"""The dashboard: `streamlit run app.py`. The page list and the frame around each page are in pages/frame/router.py."""

from pages.frame import router

router.run()
