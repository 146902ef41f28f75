<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Bulk;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Time;

/** One change to many conversations, and how far it is. */
final class BulkRun {

	/** The conversations of its filter are still being found. */
	public const COLLECTING = 'collecting';

	public const RUNNING = 'running';

	public const DONE = 'done';

	/** Ended early; `reason` says why. */
	public const STOPPED = 'stopped';

	/** The user who asked is gone, or may no longer do it. */
	public const NO_USER = 'user';

	public const NO_PERMISSION = 'permission';

	/**
	 * @param array<string, mixed>  $params  What to set; see BulkChange.
	 * @param ?array<string, mixed> $filter  Query of the list whose conversations it takes; null for conversations that were named.
	 * @param int                   $before  Conversations from this row id on are not looked at any more.
	 * @param bool                  $capped  More conversations matched than one run takes.
	 * @param ?int                  $undo_of The run that it takes back.
	 */
	public function __construct(
		public readonly int $id,
		public readonly string $public_id,
		public readonly int $user_id,
		public readonly BulkAction $action,
		public readonly array $params,
		public readonly ?array $filter,
		public readonly int $before,
		public readonly bool $capped,
		public readonly string $state,
		public readonly ?string $reason,
		public readonly int $total,
		public readonly int $done,
		public readonly int $skipped,
		public readonly int $failed,
		public readonly ?int $undo_of,
		public readonly \DateTimeImmutable $created_at,
		public readonly ?\DateTimeImmutable $ended_at,
	) {}

	public function has_ended(): bool {
		return self::DONE === $this->state || self::STOPPED === $this->state;
	}

	/** A parameter that is a text; empty when there is none. */
	public function text( string $name ): string {
		$value = $this->params[ $name ] ?? null;
		return is_string( $value ) ? $value : '';
	}

	/** A parameter that is a number, or null. */
	public function number( string $name ): ?int {
		$value = $this->params[ $name ] ?? null;
		return is_int( $value ) ? $value : null;
	}

	/** @return list<string> A parameter that is a list of names. */
	public function names( string $name ): array {
		$value = $this->params[ $name ] ?? null;
		return is_array( $value ) ? array_values( array_filter( $value, 'is_string' ) ) : [];
	}

	/** @param array<string, ?string> $row */
	public static function from_row( array $row ): self {
		$params = json_decode( (string) $row['params'], true );
		$filter = null === $row['filter'] ? null : json_decode( $row['filter'], true );
		return new self(
			(int) $row['id'],
			(string) $row['public_id'],
			(int) $row['user_id'],
			BulkAction::from( (string) $row['action'] ),
			is_array( $params ) ? $params : [],
			is_array( $filter ) ? $filter : null,
			(int) $row['before_id'],
			1 === (int) $row['capped'],
			(string) $row['state'],
			$row['reason'],
			(int) $row['total'],
			(int) $row['done'],
			(int) $row['skipped'],
			(int) $row['failed'],
			null === $row['undo_of'] ? null : (int) $row['undo_of'],
			Time::required( $row['created_at'] ),
			Time::from_database( $row['ended_at'] ),
		);
	}
}
