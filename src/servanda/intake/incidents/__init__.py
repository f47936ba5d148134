"""Incidents: tables of events and counts, read row by row, held as Parquet, counted by day, week,
area, actor and kind."""
