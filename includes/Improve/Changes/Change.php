<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Changes;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Time;

/** What somebody, or a job, changed in one go. */
final class Change {

	public const KNOWLEDGE = 'knowledge';
	public const SETTING   = 'setting';

	/**
	 * @param self::*          $kind
	 * @param int              $user_id 0 for a job.
	 * @param int              $added   Documents, as the next two.
	 * @param list<int|string> $names   Row ids of documents, the first of them; or names of settings.
	 */
	public function __construct(
		public readonly int $id,
		public readonly string $kind,
		public readonly int $user_id,
		public readonly int $added,
		public readonly int $changed,
		public readonly int $removed,
		public readonly array $names,
		public readonly int $last_event,
		public readonly \DateTimeImmutable $began_at,
		public readonly \DateTimeImmutable $ended_at,
	) {}

	/** @param array<string, ?string> $row */
	public static function from_row( array $row ): self {
		$names = json_decode( (string) $row['names'], true );
		return new self(
			(int) $row['id'],
			self::SETTING === $row['kind'] ? self::SETTING : self::KNOWLEDGE,
			(int) $row['user_id'],
			(int) $row['added'],
			(int) $row['changed'],
			(int) $row['removed'],
			is_array( $names ) ? array_values( $names ) : [],
			(int) $row['last_event'],
			Time::required( $row['began_at'] ),
			Time::required( $row['ended_at'] ),
		);
	}
}
