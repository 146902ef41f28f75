<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\DocumentListRepository;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/** Stores findings. SQL only. Lists and counts leave out those of deleted or excluded documents. */
final class FindingRepository {

	/** Condition for documents that exist and are not excluded. */
	private const USED = 'JOIN %i AS document ON document.id = findings.document_id LEFT JOIN %i AS other ON other.id = findings.other_id
		WHERE document.excluded = 0 AND ( findings.other_id = 0 OR other.excluded = 0 )';

	public function __construct(
		private readonly Database $database,
		private readonly DocumentListRepository $documents,
		private readonly Clock $clock,
	) {}

	/**
	 * Replaces the findings of a document. A finding that was there before keeps its date and whether it is ignored.
	 *
	 * @param list<Finding> $findings
	 */
	public function replace( int $document_id, array $findings ): void {
		$this->database->transaction( function () use ( $document_id, $findings ): void {
			$new = [];
			foreach ( $findings as $finding ) {
				$new[ $finding->fingerprint ] = $finding;
			}
			foreach ( $this->database->rows(
				'SELECT id, fingerprint FROM %i WHERE document_id = %d OR other_id = %d',
				$this->database->table( 'knowledge_findings' ),
				$document_id,
				$document_id,
			) as $row ) {
				if ( ! isset( $new[ (string) $row['fingerprint'] ] ) ) {
					$this->database->delete( 'knowledge_findings', [ 'id' => (int) $row['id'] ] );
				} else {
					unset( $new[ (string) $row['fingerprint'] ] );
				}
			}
			foreach ( $new as $finding ) {
				$this->database->insert_new(
					'knowledge_findings',
					[
						'fingerprint' => $finding->fingerprint,
						'kind'        => $finding->kind->value,
						'document_id' => $finding->document_id,
						'other_id'    => $finding->other_id,
						'data'        => $finding->to_json(),
						'found_at'    => Time::to_database( $this->clock->now() ),
					]
				);
			}
		} );
	}

	/** Deletes all findings of a document. */
	public function forget( int $document_id ): void {
		$this->database->execute(
			'DELETE FROM %i WHERE document_id = %d OR other_id = %d',
			$this->database->table( 'knowledge_findings' ),
			$document_id,
			$document_id,
		);
	}

	/**
	 * One page of the list, newest first.
	 *
	 * @param ?int   $before Id below which the page starts; null for the first page.
	 * @param int    $limit  1 to 101.
	 * @param string $kind   Value of FindingKind; `contradiction` for all contradictions; empty for all findings.
	 *
	 * @return list<StoredFinding>
	 */
	public function page( string $kind, bool $ignored, ?int $before, int $limit ): array {
		$kinds = $this->kinds( $kind );
		$rows  = $this->database->rows(
			'SELECT findings.* FROM %i AS findings ' . self::USED . ' AND findings.ignored = %d AND findings.kind IN ('
				. implode( ', ', array_fill( 0, count( $kinds ), '%s' ) )
				. ') AND findings.id < %d ORDER BY findings.id DESC LIMIT %d',
			...[
				$this->database->table( 'knowledge_findings' ),
				$this->database->table( 'knowledge_documents' ),
				$this->database->table( 'knowledge_documents' ),
				(int) $ignored,
				...$kinds,
				$before ?? PHP_INT_MAX,
				max( 1, min( 101, $limit ) ),
			]
		);
		return $this->stored( $rows );
	}

	/**
	 * Findings of a document, including ignored ones.
	 *
	 * @return list<StoredFinding> Newest first, at most 100.
	 */
	public function of_document( int $document_id ): array {
		$rows = $this->database->rows(
			'SELECT findings.* FROM %i AS findings ' . self::USED
				. ' AND ( findings.document_id = %d OR findings.other_id = %d ) ORDER BY findings.id DESC LIMIT 100',
			$this->database->table( 'knowledge_findings' ),
			$this->database->table( 'knowledge_documents' ),
			$this->database->table( 'knowledge_documents' ),
			$document_id,
			$document_id
		);
		return $this->stored( $rows );
	}

	/**
	 * Deletes contradictions of one kind between any two of the given sentences.
	 *
	 * @param list<int>    $documents Documents of the sentences.
	 * @param list<string> $quotes
	 */
	public function delete_contradictions( ClaimKind $kind, array $documents, array $quotes ): void {
		if ( [] === $documents ) {
			return;
		}
		$marks = implode( ', ', array_fill( 0, count( $documents ), '%d' ) );
		$rows  = $this->database->rows(
			'SELECT * FROM %i WHERE kind = %s AND ( document_id IN (' . $marks . ') OR other_id IN (' . $marks . ') )',
			...[ $this->database->table( 'knowledge_findings' ), $kind->value, ...$documents, ...$documents ],
		);
		foreach ( $rows as $row ) {
			$finding = $this->finding( FindingKind::from( $kind->value ), $row );
			if ( in_array( $finding->location->quote, $quotes, true ) && in_array( $finding->other?->quote, $quotes, true ) ) {
				$this->database->delete( 'knowledge_findings', [ 'id' => (int) $row['id'] ] );
			}
		}
	}

	public function find( int $id ): ?StoredFinding {
		return $this->stored( $this->database->rows(
			'SELECT * FROM %i WHERE id = %d',
			$this->database->table( 'knowledge_findings' ),
			$id,
		) )[0] ?? null;
	}

	public function ignore( int $id, bool $ignored ): void {
		$this->database->update( 'knowledge_findings', [ 'ignored' => (int) $ignored ], [ 'id' => $id ] );
	}

	/**
	 * Counts findings by group.
	 *
	 * @return array{link: int, expired: int, contradiction: int, ignored: int} Ignored findings are counted only as ignored.
	 */
	public function counts(): array {
		$rows   = $this->database->rows(
			'SELECT findings.kind, findings.ignored, COUNT(*) AS found FROM %i AS findings ' . self::USED
				. ' GROUP BY findings.kind, findings.ignored',
			$this->database->table( 'knowledge_findings' ),
			$this->database->table( 'knowledge_documents' ),
			$this->database->table( 'knowledge_documents' )
		);
		$counts = [ 'link' => 0, 'expired' => 0, 'contradiction' => 0, 'ignored' => 0 ];
		foreach ( $rows as $row ) {
			$group             = 1 === (int) $row['ignored']
				? 'ignored'
				: ( isset( $counts[ (string) $row['kind'] ] ) ? (string) $row['kind'] : 'contradiction' );
			$counts[ $group ] += (int) $row['found'];
		}
		return $counts;
	}

	/** @return non-empty-list<string> */
	private function kinds( string $kind ): array {
		$all = array_column( FindingKind::cases(), 'value' );
		if ( 'contradiction' === $kind ) {
			return array_column( ClaimKind::cases(), 'value' );
		}
		return in_array( $kind, $all, true ) ? [ $kind ] : $all;
	}

	/**
	 * @param list<array<string, ?string>> $rows
	 *
	 * @return list<StoredFinding>
	 */
	private function stored( array $rows ): array {
		$documents = $this->documents->by_ids(
			array_values(
				array_unique(
					array_filter( array_map( intval( ... ), [ ...array_column( $rows, 'document_id' ), ...array_column( $rows, 'other_id' ) ] ) ),
				),
			),
		);
		$posts     = $this->posts_of_documents( array_keys( $documents ) );
		$found     = [];
		foreach ( $rows as $row ) {
			$kind     = FindingKind::tryFrom( (string) $row['kind'] );
			$document = $documents[ (int) $row['document_id'] ] ?? null;
			$other    = $documents[ (int) $row['other_id'] ] ?? null;
			if ( null !== $kind && null !== $document ) {
				$found[] = new StoredFinding(
					(int) $row['id'],
					$this->finding( $kind, $row ),
					$document,
					$other,
					$posts[ $document->id ] ?? 0,
					null === $other ? 0 : $posts[ $other->id ] ?? 0,
					1 === (int) $row['ignored'],
					Time::required( $row['found_at'] ),
				);
			}
		}
		return $found;
	}

	/** @param array<string, ?string> $row */
	private function finding( FindingKind $kind, array $row ): Finding {
		$data = json_decode( (string) $row['data'], true );
		$data = is_array( $data ) ? $data : [];
		return new Finding(
			$kind,
			(string) $row['fingerprint'],
			(int) $row['document_id'],
			FindingLocation::from( $data['place'] ?? null ),
			(int) $row['other_id'],
			is_array( $data['other'] ?? null ) ? FindingLocation::from( $data['other'] ) : null,
			is_string( $data['detail'] ?? null ) ? $data['detail'] : '',
			is_string( $data['reason'] ?? null ) ? $data['reason'] : '',
			is_int( $data['status'] ?? null ) ? $data['status'] : 0,
		);
	}

	/**
	 * Post ids of documents that are posts or files.
	 *
	 * @param list<int> $ids
	 *
	 * @return array<int, int>
	 */
	public function posts_of_documents( array $ids ): array {
		if ( [] === $ids ) {
			return [];
		}
		$posts = [];
		foreach ( $this->database->rows(
			'SELECT id, external_id FROM %i WHERE id IN (' . implode( ', ', array_fill( 0, count( $ids ), '%d' ) ) . ')',
			$this->database->table( 'knowledge_documents' ),
			...$ids,
		) as $row ) {
			if ( 1 === preg_match( '/^(?:post|file):(\d+)$/', (string) $row['external_id'], $found ) ) {
				$posts[ (int) $row['id'] ] = (int) $found[1];
			}
		}
		return $posts;
	}
}
