<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;

/** Stores the claims of documents, indexed by the words of their subjects. SQL only. */
final class ClaimRepository {

	/** Maximum claims compared with one claim: those that share most words. */
	private const CANDIDATES = 120;

	/** Rows in one INSERT. */
	private const ROWS = 200;

	public function __construct( private readonly Database $database ) {}

	/**
	 * Replaces the claims of a document.
	 *
	 * @param list<Claim> $claims
	 */
	public function replace( int $document_id, array $claims ): void {
		$this->database->transaction( function () use ( $document_id, $claims ): void {
			$this->forget( $document_id );
			$words = [];
			foreach ( $claims as $claim ) {
				$id = $this->database->insert(
					'knowledge_claims',
					[
						'document_id' => $document_id,
						'kind'        => $claim->kind->value,
						'data'        => $claim->to_json(),
					]
				);
				foreach ( array_unique( $this->word_hashes( $claim ) ) as $key ) {
					array_push( $words, $key, $id, $document_id );
				}
			}
			foreach ( array_chunk( $words, 3 * self::ROWS ) as $rows ) {
				$this->database->execute(
					'INSERT INTO %i (word, claim_id, document_id) VALUES '
						. implode( ', ', array_fill( 0, intdiv( count( $rows ), 3 ), '(%d, %d, %d)' ) ),
					$this->database->table( 'knowledge_claim_words' ),
					...$rows
				);
			}
		} );
	}

	public function forget( int $document_id ): void {
		$this->database->delete( 'knowledge_claim_words', [ 'document_id' => $document_id ] );
		$this->database->delete( 'knowledge_claims', [ 'document_id' => $document_id ] );
	}

	/**
	 * Claims of a document.
	 *
	 * @return list<Claim>
	 */
	public function of_document( int $document_id ): array {
		$claims = [];
		foreach ( $this->database->rows(
			'SELECT kind, data FROM %i WHERE document_id = %d ORDER BY id',
			$this->database->table( 'knowledge_claims' ),
			$document_id,
		) as $row ) {
			$claims[] = $this->claim( $row );
		}
		return array_values( array_filter( $claims ) );
	}

	/**
	 * Claims that share words with a claim, from documents in its language or of unknown language; most shared words first. Excluded
	 * documents are included, so that their findings reappear as soon as they are used again.
	 *
	 * @param string $language BCP 47 primary language; empty for any.
	 *
	 * @return list<array{int, Claim}> Document ids and claims.
	 */
	public function similar( Claim $claim, string $language ): array {
		$keys = array_values( array_unique( $this->word_hashes( $claim ) ) );
		$rows = $this->database->rows(
			'SELECT claims.document_id, claims.kind, claims.data FROM ( SELECT claim_id, COUNT(*) AS shared FROM %i
				WHERE word IN (' . implode( ', ', array_fill( 0, count( $keys ), '%d' ) ) . ') GROUP BY claim_id ) AS found
			JOIN %i AS claims ON claims.id = found.claim_id JOIN %i AS documents ON documents.id = claims.document_id
			WHERE documents.language IN (%s, \'\') OR %s = \'\' ORDER BY found.shared DESC, claims.id LIMIT %d',
			$this->database->table( 'knowledge_claim_words' ),
			...[
				...$keys,
				$this->database->table( 'knowledge_claims' ),
				$this->database->table( 'knowledge_documents' ),
				$language,
				$language,
				self::CANDIDATES,
			]
		);
		$found = [];
		foreach ( $rows as $row ) {
			$other = $this->claim( $row );
			if ( null !== $other ) {
				$found[] = [ (int) $row['document_id'], $other ];
			}
		}
		return $found;
	}

	/**
	 * Hashes under which a claim is indexed: one per word, or one for a claim without words.
	 *
	 * @return non-empty-list<int>
	 */
	private function word_hashes( Claim $claim ): array {
		return array_map(
			static fn( string $word ): int => crc32( $claim->kind->value . ':' . $word ),
			[] === $claim->words ? [ '' ] : $claim->words,
		);
	}

	/** @param array<string, ?string> $row */
	private function claim( array $row ): ?Claim {
		$kind = ClaimKind::tryFrom( (string) $row['kind'] );
		return null === $kind ? null : Claim::from_json( $kind, (string) $row['data'] );
	}
}
