"""How well statements are found in articles: figures against articles that people annotated."""
