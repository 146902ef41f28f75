<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Time;

/** A page of an address, as stored in its row. */
final class WebPage {

	/**
	 * @param string              $url           Normalised.
	 * @param int                 $failures      Failed attempts in a row.
	 * @param string              $etag          ETag of the last response, sent with the next request so that an unchanged page costs
	 *         little.
	 * @param string              $last_modified Last-Modified header of the last response, sent likewise.
	 * @param string              $document_url  URL of its document; empty when it has none.
	 * @param ?PageContent        $content       Text when it was last read.
	 * @param ?\DateTimeImmutable $read_at       When the text was last confirmed, UTC.
	 * @param ?\DateTimeImmutable $tried_at      Time of the last attempt, UTC.
	 */
	public function __construct(
		public readonly int $id,
		public readonly int $address_id,
		public readonly string $url,
		public readonly PageState $state,
		public readonly ?WebFault $fault,
		public readonly int $status,
		public readonly int $failures,
		public readonly string $etag,
		public readonly string $last_modified,
		public readonly string $document_url,
		public readonly ?PageContent $content,
		public readonly ?\DateTimeImmutable $read_at,
		public readonly ?\DateTimeImmutable $tried_at,
	) {}

	/** @param array<string, ?string> $row */
	public static function from_row( array $row ): self {
		return new self(
			(int) $row['id'],
			(int) $row['address_id'],
			(string) $row['url'],
			PageState::from( (string) $row['state'] ),
			WebFault::tryFrom( (string) $row['fault'] ),
			(int) $row['status'],
			(int) $row['failures'],
			(string) $row['etag'],
			(string) $row['last_modified'],
			(string) $row['document_url'],
			isset( $row['content'] ) ? PageContent::unpack( $row['content'] ) : null,
			Time::from_database( $row['read_at'] ),
			Time::from_database( $row['tried_at'] ),
		);
	}
}
