-- Fields that nobody has seen for longest give way to new ones, and those that are read by now go.
grant delete on hook_unknown_field to ${app};
