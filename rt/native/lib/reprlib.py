"""A repr that contains itself."""


def recursive_repr(fillvalue="..."):
    def decorate(user_function):
        running = []

        def wrapper(self):
            for other in running:
                if other is self:
                    return fillvalue
            running.append(self)
            try:
                return user_function(self)
            finally:
                running.pop()

        return wrapper

    return decorate
