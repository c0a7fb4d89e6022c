package dev.postern.core.notice;

/** Fired after the commit when an incident begins and when it ends; not while it merely lasts. */
public record NoticeChanged(RaisedNotice notice, boolean resolved) {}
