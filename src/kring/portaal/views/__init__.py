"""The family's own pages. Titles and addresses say nothing about what they are for."""
