-- Contacts are found by their names: the program makes empty search texts anew when it starts.

UPDATE contact SET search_text = '';
