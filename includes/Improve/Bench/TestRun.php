<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Bench;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Time;

/** A run of the test bench. */
final class TestRun {

	public const RUNNING   = 'running';
	public const DONE      = 'done';
	/** Ended by a person. */
	public const CANCELLED = 'cancelled';
	/** Ended early; `reason` says why. */
	public const STOPPED   = 'stopped';

	/** Reasons: the cap of the run or of the site was reached; the model did not answer; the process that ran it died. */
	public const CAP   = 'cap';
	public const MODEL = 'model';
	public const DIED  = 'died';

	/** Who asked for it. */
	public const BY_PERSON   = 'person';
	public const BY_SCHEDULE = 'schedule';
	public const BY_CHANGE   = 'change';
	public const BY_COMMAND  = 'command';

	/** What answers: the assistant as visitors have it, the built-in assistant, or something that is only tried. */
	public const NOW       = 'now';
	public const BUILTIN   = 'builtin';
	public const CANDIDATE = 'candidate';

	/**
	 * @param Candidate            $candidate  What is tried.
	 * @param string               $model      Who answers.
	 * @param bool                 $complete   Whether it has all cases, and not only some.
	 * @param bool                 $judge      A model also gives its opinion on answers with a reference.
	 * @param ?int                 $cap_micro  Most that it may cost, in millionths of the currency.
	 * @param ?int                 $cap_tokens Most tokens.
	 * @param string               $fingerprint The same for runs with the same answers and verdicts.
	 */
	public function __construct(
		public readonly int $id,
		public readonly string $public_id,
		public readonly string $state,
		public readonly string $reason,
		public readonly string $cause,
		public readonly string $lane,
		public readonly Candidate $candidate,
		public readonly string $model,
		public readonly ?int $user_id,
		public readonly bool $complete,
		public readonly bool $judge,
		public readonly int $total,
		public readonly ?int $cap_micro,
		public readonly ?int $cap_tokens,
		public readonly int $micro,
		public readonly int $tokens,
		public readonly string $fingerprint,
		public readonly \DateTimeImmutable $created_at,
		public readonly \DateTimeImmutable $moved_at,
		public readonly ?\DateTimeImmutable $ended_at,
	) {}

	/** @param array<string, ?string> $row */
	public static function from_row( array $row ): self {
		return new self(
			(int) $row['id'],
			(string) $row['public_id'],
			(string) $row['state'],
			(string) $row['reason'],
			(string) $row['cause'],
			(string) $row['lane'],
			Candidate::from_json( (string) $row['candidate'] ),
			(string) $row['model'],
			null === $row['user_id'] ? null : (int) $row['user_id'],
			1 === (int) $row['complete'],
			1 === (int) $row['judge'],
			(int) $row['total'],
			null === $row['cap_micro'] ? null : (int) $row['cap_micro'],
			null === $row['cap_tokens'] ? null : (int) $row['cap_tokens'],
			(int) $row['micro'],
			(int) $row['tokens'],
			(string) $row['fingerprint'],
			Time::required( $row['created_at'] ),
			Time::required( $row['moved_at'] ),
			Time::from_database( $row['ended_at'] ),
		);
	}
}
