<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

/** Result of fetching a page: a text, "unchanged", or a fault. */
final class PageOutcome {

	/**
	 * @param string $document_url  URL of the document.
	 * @param ?int   $retry_after   Seconds that the server asks to wait.
	 */
	private function __construct(
		public readonly ?PageContent $content,
		public readonly ?WebFault $fault,
		public readonly int $status,
		public readonly string $document_url = '',
		public readonly string $etag = '',
		public readonly string $last_modified = '',
		public readonly ?int $retry_after = null,
	) {}

	public static function text( PageContent $content, int $status, string $document_url, string $etag, string $last_modified ): self {
		return new self( $content, null, $status, $document_url, $etag, $last_modified );
	}

	/** The page has not changed since it was last read. */
	public static function unchanged( int $status ): self {
		return new self( null, null, $status );
	}

	public static function fault( WebFault $fault, int $status = 0, ?int $retry_after = null ): self {
		return new self( null, $fault, $status, retry_after: $retry_after );
	}
}
