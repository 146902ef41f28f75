<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

/** A problem found on a page. */
final class Finding {

	/**
	 * @param string           $fingerprint Identifies the finding as long as its text is unchanged: 32 characters.
	 * @param FindingLocation  $location    Position of the problem.
	 * @param ?FindingLocation $other       Position of the contradicting value.
	 * @param int              $document_id 0 for a page that is not stored.
	 * @param int              $other_id    Document of `$other`; 0 without one.
	 * @param string           $detail      Address of a dead link, or the last day of what expired (`Y-m-d`).
	 * @param string           $reason      Why a link is dead, see LinkCheckResult; empty otherwise.
	 * @param int              $status      HTTP status of a dead link; 0 when it gave none.
	 */
	public function __construct(
		public readonly FindingKind $kind,
		public readonly string $fingerprint,
		public readonly int $document_id,
		public readonly FindingLocation $location,
		public readonly int $other_id = 0,
		public readonly ?FindingLocation $other = null,
		public readonly string $detail = '',
		public readonly string $reason = '',
		public readonly int $status = 0,
	) {}

	/** Encodes the details for the database column. */
	public function to_json(): string {
		return (string) wp_json_encode(
			[
				'place'  => get_object_vars( $this->location ),
				'other'  => null === $this->other ? null : get_object_vars( $this->other ),
				'detail' => $this->detail,
				'reason' => $this->reason,
				'status' => $this->status,
			],
			JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_PARTIAL_OUTPUT_ON_ERROR
		);
	}
}
