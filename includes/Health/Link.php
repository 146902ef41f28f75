<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

/** An address that pages link to. */
final class Link {

	/**
	 * @param string              $url       Normalised, see WebUrl.
	 * @param bool                $internal  Whether it belongs to this site.
	 * @param int                 $status    HTTP status of the last check; 0 without a request or response.
	 * @param ?\DateTimeImmutable $failed_at First failure since it was last alive, UTC.
	 * @param bool                $due       Whether its next check is due.
	 */
	public function __construct(
		public readonly int $id,
		public readonly string $url,
		public readonly string $host,
		public readonly bool $internal,
		public readonly LinkState $state,
		public readonly string $reason,
		public readonly int $status,
		public readonly ?\DateTimeImmutable $failed_at,
		public readonly bool $due = true,
	) {}
}
