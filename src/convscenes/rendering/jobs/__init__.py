"""Jobs: in parallel in processes or on a Dask cluster, and the signals that end them."""
