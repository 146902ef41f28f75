<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

/** Something wrong with a page, before it is stored. */
final class Finding {

	/**
	 * @param string   $fingerprint Stays the same as long as the words do: 32 characters.
	 * @param FindingLocation    $location       Where it stands.
	 * @param ?FindingLocation   $other       What contradicts it.
	 * @param int      $document_id 0 for a page that is not stored.
	 * @param int      $other_id    Document of `$other`; 0 without one.
	 * @param string   $detail      Address of a dead link, or the last day of what expired (`Y-m-d`).
	 * @param string   $reason      Why a link is dead, see LinkCheckResult; empty otherwise.
	 * @param int      $status      HTTP status of a dead link; 0 when it gave none.
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

	/** For its column. */
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
