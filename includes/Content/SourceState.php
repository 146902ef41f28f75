<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

/** Where a source stands. */
final class SourceState {

	/**
	 * @param int                 $id
	 * @param string              $name
	 * @param string              $label
	 * @param bool                $running      A sync has begun and is not complete.
	 * @param string              $position     Where it goes on.
	 * @param int                 $done         Entries read by it.
	 * @param int                 $total        Entries expected.
	 * @param ?string             $error        Why the last attempt stopped.
	 * @param ?\DateTimeImmutable $started_at   UTC.
	 * @param ?\DateTimeImmutable $last_sync_at When the last complete sync ended, UTC.
	 * @param string              $run          Of the newest sync, random; tells an older one that it is over.
	 * @param bool                $again        Another sync is wanted after the one that runs.
	 */
	public function __construct(
		public readonly int $id,
		public readonly string $name,
		public readonly string $label,
		public readonly bool $running,
		public readonly string $position,
		public readonly int $done,
		public readonly int $total,
		public readonly ?string $error,
		public readonly ?\DateTimeImmutable $started_at,
		public readonly ?\DateTimeImmutable $last_sync_at,
		public readonly string $run,
		public readonly bool $again,
	) {}
}
