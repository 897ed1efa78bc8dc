-- An open incident that goes on for a merged one touches more than it did.
grant update on open_incident to ${app};
