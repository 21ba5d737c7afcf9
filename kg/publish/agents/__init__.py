"""The graph for agents, by the Model Context Protocol: tools that read, bounded, each answer with its source."""
