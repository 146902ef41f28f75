<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

/** A source and the progress of its sync. */
final class SourceState {

	/**
	 * @param int                 $id
	 * @param string              $name
	 * @param string              $label
	 * @param bool                $running      Whether a sync has started and is not complete.
	 * @param string              $position     Where the sync continues.
	 * @param int                 $done         Entries read so far.
	 * @param int                 $total        Entries expected.
	 * @param ?string             $error        Why the last attempt stopped.
	 * @param ?\DateTimeImmutable $started_at   UTC.
	 * @param ?\DateTimeImmutable $last_sync_at When the last complete sync ended, UTC.
	 * @param string              $run          Random id of the newest run; a process working on an older run sees that it is replaced.
	 * @param bool                $again        Whether another run must follow the current one.
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
