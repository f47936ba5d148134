"""Articles: a web page, a PDF or a text, read as a title, a publisher, a date and the words."""
