"""Finding the topic and the facet of a question: features, a linear model, and a decision."""
