"""The dashboard: `streamlit run app.py`. The server is described in pages/serving, the pages and their frame in pages/frame/router.py."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages import serving

if get_script_run_ctx(suppress_warning=True) is None:
    from pages.serving import warm  # noqa: F401

    app = st.App(serving.SCRIPT, routes=serving.routes(), middleware=serving.middleware())
else:
    # Run as a script by itself, as the tests do.
    from pages.frame import router

    router.run()
