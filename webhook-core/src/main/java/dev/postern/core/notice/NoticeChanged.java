package dev.postern.core.notice;

/**
 * Fired within the transaction in which an incident begins, becomes severer or ends; not while it
 * merely lasts. What an observer writes is committed or rolled back with it.
 */
public record NoticeChanged(RaisedNotice notice, boolean resolved) {}
