<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

/** An address that pages link to. */
final class Link {

	/**
	 * @param string              $url       In its one spelling, see WebUrl.
	 * @param bool                $internal  Of this site.
	 * @param int                 $status    HTTP status of the last look; 0 when none was asked for or none came.
	 * @param ?\DateTimeImmutable $failed_at When it failed first since it was last alive, UTC.
	 * @param bool                $due       Its time to be looked at has come.
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
