heading = Title: { $title }
