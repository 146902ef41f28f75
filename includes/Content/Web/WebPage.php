<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Time;

/** A page of an address, as its row holds it. */
final class WebPage {

	/**
	 * @param string              $url           In its one spelling.
	 * @param int                 $failures      Tries in a row that failed.
	 * @param string              $etag          Validator of the last answer, sent back so that an unchanged page costs nothing.
	 * @param string              $last_modified Likewise.
	 * @param string              $document_url  What the assistant knows it by; empty when it does not.
	 * @param ?PageContent        $content       What it said when it was last read.
	 * @param ?\DateTimeImmutable $read_at       When its text was last confirmed, UTC.
	 * @param ?\DateTimeImmutable $tried_at      When it was last asked for, UTC.
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
