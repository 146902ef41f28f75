<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

/**
 * Finds contradictions between the claims of a document and those of all others.
 *
 * A document with several values for one subject lists variants, and a subject with many values across the site is a detail of each
 * page: neither is a contradiction. The cost depends on the words a document's claims share with others, not on the number of documents.
 */
final class ContradictionFinder {

	/** Maximum different values of one subject; more of them are a detail of each page. */
	private const VALUES = 3;

	/** Maximum contradictions reported per document. */
	public const MOST = 30;

	/** @var list<array{kind: ClaimKind, documents: list<int>, quotes: list<string>}> */
	private array $variant_lists = [];

	public function __construct( private readonly ClaimRepository $claims ) {}

	/**
	 * Subjects that the last find() recognised as a detail of each page. Earlier contradictions between their sentences are obsolete.
	 *
	 * @return list<array{kind: ClaimKind, documents: list<int>, quotes: list<string>}>
	 */
	public function variant_lists(): array {
		return $this->variant_lists;
	}

	/**
	 * @param list<Claim> $claims      Claims of the document, stored or not.
	 * @param int         $document_id 0 for a document that is not stored.
	 *
	 * @return list<ClaimConflict> At most MOST.
	 */
	public function find( array $claims, int $document_id, string $language ): array {
		$found               = [];
		$this->variant_lists = [];
		foreach ( $claims as $claim ) {
			foreach ( $this->conflicts( $claim, $claims, $document_id, $language ) as $conflict ) {
				$found[] = $conflict;
				if ( count( $found ) >= self::MOST ) {
					return $found;
				}
			}
		}
		return $found;
	}

	/**
	 * @param list<Claim> $own
	 *
	 * @return list<ClaimConflict>
	 */
	private function conflicts( Claim $claim, array $own, int $document_id, string $language ): array {
		$groups = $this->claims_by_document( $claim, $own, $document_id, $language );
		$values = array_unique( array_merge( [ $this->value_key( $claim ) ], ...array_values( array_map( array_keys( ... ), $groups ) ) ) );
		if ( count( $values ) > self::VALUES ) {
			$this->variant_lists[] = [
				'kind'      => $claim->kind,
				'documents' => array_keys( $groups ),
				'quotes'    => array_map(
					static fn( Claim $other ): string => $other->quote,
					array_merge( [ $claim ], ...array_map( array_values( ... ), array_values( $groups ) ) ),
				),
			];
		}
		if ( count( $values ) > self::VALUES || count( $values ) < 2 ) {
			return [];
		}
		$lists     = count( $groups[ $document_id ] ?? [] );
		$conflicts = [];
		foreach ( $groups as $other_id => $others ) {
			$is_own = $other_id === $document_id;
			if ( count( $others ) > 1 || $lists > ( $is_own ? 1 : 0 ) ) {
				continue;
			}
			foreach ( $others as $other ) {
				if ( ContradictionRules::contradict( $claim, $other, $is_own ) ) {
					$conflicts[] = new ClaimConflict( $claim, $other_id, $other );
				}
			}
		}
		return $conflicts;
	}

	/**
	 * Claims about the same subject, by document and value, without the claim itself.
	 *
	 * @param list<Claim> $own
	 *
	 * @return array<int, array<string, Claim>>
	 */
	private function claims_by_document( Claim $claim, array $own, int $document_id, string $language ): array {
		$groups = [];
		foreach ( $this->claims->similar( $claim, $language ) as [ $other_id, $other ] ) {
			if ( $other_id !== $document_id && ContradictionRules::same_subject( $claim, $other ) ) {
				$groups[ $other_id ][ $this->value_key( $other ) ] = $other;
			}
		}
		foreach ( $own as $other ) {
			if ( $other !== $claim && ContradictionRules::same_subject( $claim, $other ) && ContradictionRules::differ( $claim, $other ) ) {
				$groups[ $document_id ][ $this->value_key( $other ) ] = $other;
			}
		}
		return $groups;
	}

	private function value_key( Claim $claim ): string {
		return implode( '~', $claim->keys );
	}
}
