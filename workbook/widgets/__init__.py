"""The workbook's faces in a notebook: a view is one ``.py`` with the ``.js`` and ``.css`` beside it."""
