-- What is learnt of others can be made anew.
grant delete on known_system to ${app};
