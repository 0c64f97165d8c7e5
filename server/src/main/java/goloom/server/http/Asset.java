package goloom.server.http;

/**
 * A file of the page's.
 *
 * @param zipped the same through gzip; the bytes themselves where that is no gain
 */
record Asset(byte[] bytes, byte[] zipped, String contentType, String etag) {}
