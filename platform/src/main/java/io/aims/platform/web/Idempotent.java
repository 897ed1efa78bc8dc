package io.aims.platform.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.interceptor.InterceptorBinding;

/**
 * On a POST method that returns {@code Uni<Response>}: honours {@code Idempotency-Key} (IETF draft
 * httpapi-idempotency-key-header): the same key with the same request is answered with the first answer.
 *
 * <p>Key, effect and answer commit in one transaction, so a crash between them is impossible.
 *
 * <p>Not on what is confidential: the person, the moment and the whole answer are kept for 24 hours, and the answer is given
 * again without asking whether the person may still see it. Without this a key is ignored.
 */
@InterceptorBinding
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Idempotent {}
