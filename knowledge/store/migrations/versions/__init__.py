"""One file a step of the schema, never changed once it was released."""
