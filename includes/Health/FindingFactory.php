<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

/** Creates findings. A fingerprint changes with the text, so an ignored finding reappears when the text changes. Pure. */
final class FindingFactory {

	public static function dead_link( int $document_id, Link $link, string $label ): Finding {
		return new Finding(
			FindingKind::DeadLink,
			self::fingerprint( 'link', $document_id, $link->url ),
			$document_id,
			new FindingLocation( $label, $link->url ),
			detail: $link->url,
			reason: $link->reason,
			status: $link->status,
		);
	}

	public static function expired( int $document_id, Expiry $expiry ): Finding {
		return new Finding(
			FindingKind::Expired,
			self::fingerprint( 'expired', $document_id, $expiry->quote, $expiry->date ),
			$document_id,
			new FindingLocation( $expiry->quote, $expiry->value, $expiry->anchor ),
			detail: $expiry->date,
		);
	}

	/** Both documents of a contradiction give the same finding: the position in the older document comes first. */
	public static function contradiction( int $document_id, ClaimConflict $conflict ): Finding {
		$locations = [
			[ $document_id, $conflict->claim ],
			[ $conflict->other_id, $conflict->other ],
		];
		usort(
			$locations,
			static fn( array $one, array $other ): int => [ $one[0], $one[1]->quote, $one[1]->value ] <=> [
				$other[0],
				$other[1]->quote,
				$other[1]->value,
			],
		);
		[ [ $first_id, $first ], [ $second_id, $second ] ] = $locations;
		return new Finding(
			FindingKind::from( $first->kind->value ),
			self::fingerprint( $first->kind->value, $first_id, $first->quote, $first->value, (string) $second_id, $second->quote, $second->value ),
			$first_id,
			self::location( $first ),
			$second_id,
			self::location( $second ),
		);
	}

	/** A contradiction between a draft and a page: the position in the draft comes first. */
	public static function draft_contradiction( int $document_id, ClaimConflict $conflict ): Finding {
		return new Finding(
			FindingKind::from( $conflict->claim->kind->value ),
			'',
			$document_id,
			self::location( $conflict->claim ),
			$conflict->other_id,
			self::location( $conflict->other ),
		);
	}

	private static function location( Claim $claim ): FindingLocation {
		return new FindingLocation( $claim->quote, $claim->value, $claim->anchor );
	}

	private static function fingerprint( string $kind, int $document_id, string ...$words ): string {
		return md5( implode( "\n", [ $kind, (string) $document_id, ...array_values( $words ) ] ) );
	}
}
