<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Chunk;
use Aaia\Chatbot\Content\Sources\FileSource;
use Aaia\Chatbot\Content\Sources\PostSource;
use Aaia\Chatbot\Content\StoredChunk;
use Aaia\Chatbot\Search\Index\UnitState;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/**
 * Checks a document for problems and stores the findings.
 *
 * Claims are extracted again only when the text changed; a check can be repeated at any time with the same result. A document is due when
 * its text changed since the last check, on the day after something in it expires, and once a week.
 */
final class DocumentChecker {

	private const DAYS = 7;

	/** Maximum chunks read per document: 180,000 characters. */
	private const CHUNKS = 200;

	public function __construct(
		private readonly Database $database,
		private readonly ClaimExtractor $extractor,
		private readonly ClaimRepository $claims,
		private readonly ContradictionFinder $contradictions,
		private readonly LinkExtractor $link_extractor,
		private readonly LinkRepository $links,
		private readonly LinkChecker $link_checker,
		private readonly FindingRepository $findings,
		private readonly Clock $clock,
	) {}

	/**
	 * Checks a document, whether it is due or not.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure The check can be repeated.
	 */
	public function check( int $document_id ): void {
		$row = $this->row( $document_id );
		if ( null === $row ) {
			$this->forget( $document_id );
			return;
		}
		$chunks = $this->chunks( $document_id );
		if ( ( $row['checked_hash'] ?? '' ) !== $row['content_hash'] ) {
			$this->claims->replace( $document_id, $this->extractor->extract( (string) $row['title'], $chunks ) );
		}
		$this->links->replace( $document_id, $this->links_of( $row, $chunks ) );
		$this->link_checker->check_document( $document_id );
		$expiries = ExpiryFinder::find(
			$chunks,
			(string) $row['language'],
			( Time::from_database( $row['modified_at'] ) ?? $this->clock->now() )->setTimezone( wp_timezone() ),
		);
		$this->findings->replace(
			$document_id,
			[
				...$this->dead_link_findings( $document_id ),
				...$this->expiry_findings( $document_id, $expiries ),
				...$this->contradiction_findings( $document_id, (string) $row['language'] ),
			],
		);
		foreach ( $this->contradictions->variant_lists() as $list ) {
			$this->findings->delete_contradictions( $list['kind'], $list['documents'], $list['quotes'] );
		}
		$this->record_check( $document_id, (string) $row['content_hash'], $expiries );
	}

	/**
	 * Documents that are due, and deleted documents that still have data of checks.
	 *
	 * @return list<int>
	 */
	public function due( int $limit ): array {
		$checks    = $this->database->table( 'knowledge_checks' );
		$documents = $this->database->table( 'knowledge_documents' );
		$rows      = $this->database->rows(
			'SELECT documents.id FROM %i AS documents LEFT JOIN %i AS checks ON checks.document_id = documents.id
			WHERE checks.document_id IS NULL OR checks.content_hash <> documents.content_hash
				OR checks.next_at <= %s ORDER BY documents.id LIMIT %d',
			$documents,
			$checks,
			Time::to_database( $this->clock->now() ),
			$limit
		);
		$gone      = $this->database->rows(
			'SELECT checks.document_id AS id FROM %i AS checks LEFT JOIN %i AS documents ON documents.id = checks.document_id
				WHERE documents.id IS NULL LIMIT %d',
			$checks,
			$documents,
			$limit,
		);
		return array_map( static fn( array $row ): int => (int) $row['id'], [ ...$rows, ...$gone ] );
	}

	/** Makes documents with dead external links due, in one statement; CheckHealth then checks them. */
	public function make_dead_links_due(): void {
		$this->database->execute(
			'UPDATE %i SET next_at = %s WHERE document_id IN (
				SELECT places.document_id FROM %i AS links JOIN %i AS places ON places.link_id = links.id WHERE links.internal = 0 AND links.state = %s
			)',
			$this->database->table( 'knowledge_checks' ),
			Time::to_database( $this->clock->now() ),
			$this->database->table( 'knowledge_links' ),
			$this->database->table( 'knowledge_document_links' ),
			LinkState::Dead->value
		);
	}

	/** Whether a document's post was saved, or its text indexed, since the last check. */
	public function is_outdated( int $document_id, \WP_Post $post ): bool {
		$row = $this->database->row(
			'SELECT documents.content_hash, checks.content_hash AS checked_hash, checks.checked_at FROM %i AS documents LEFT
				JOIN %i AS checks ON checks.document_id = documents.id WHERE documents.id = %d',
			$this->database->table( 'knowledge_documents' ),
			$this->database->table( 'knowledge_checks' ),
			$document_id
		);
		return null !== $row && ( $row['content_hash'] !== $row['checked_hash'] || (string) $row['checked_at'] <= $post->post_modified_gmt );
	}

	/** The document of a post; null when it has none. */
	public function document_of_post( int $post_id ): ?int {
		$id = $this->database->value(
			'SELECT documents.id FROM %i AS sources JOIN %i AS documents ON documents.source_id = sources.id
				WHERE sources.name IN (%s, %s) AND documents.external_key IN (%s, %s) LIMIT 1',
			$this->database->table( 'knowledge_sources' ),
			$this->database->table( 'knowledge_documents' ),
			PostSource::NAME,
			FileSource::NAME,
			md5( 'post:' . $post_id ),
			md5( 'file:' . $post_id ),
		);
		return null === $id ? null : (int) $id;
	}

	/** Deletes all data of checks of a document. */
	public function forget( int $document_id ): void {
		$this->database->transaction( function () use ( $document_id ): void {
			$this->findings->forget( $document_id );
			$this->claims->forget( $document_id );
			$this->links->forget( $document_id );
			$this->database->delete( 'knowledge_checks', [ 'document_id' => $document_id ] );
		} );
	}

	/** @return ?array<string, ?string> */
	private function row( int $document_id ): ?array {
		return $this->database->row(
			'SELECT documents.*, sources.name AS source, checks.content_hash AS checked_hash FROM %i AS documents
				JOIN %i AS sources ON sources.id = documents.source_id
			LEFT JOIN %i AS checks ON checks.document_id = documents.id WHERE documents.id = %d',
			$this->database->table( 'knowledge_documents' ),
			$this->database->table( 'knowledge_sources' ),
			$this->database->table( 'knowledge_checks' ),
			$document_id
		);
	}

	/** @return list<Chunk> */
	private function chunks( int $document_id ): array {
		$rows = $this->database->rows(
			'SELECT chunks.headings, chunks.anchor, chunks.text FROM %i AS units JOIN %i AS chunks ON chunks.unit_id = units.id
				WHERE units.document_id = %d AND units.state <> %d ORDER BY chunks.position LIMIT %d',
			$this->database->table( 'knowledge_units' ),
			$this->database->table( 'knowledge_chunks' ),
			$document_id,
			UnitState::Removed->value,
			self::CHUNKS
		);
		return array_map(
			static fn( array $row ): Chunk => new Chunk(
				StoredChunk::headings( (string) $row['headings'] ),
				(string) $row['anchor'],
				(string) $row['text'],
			),
			$rows,
		);
	}

	/**
	 * Links of a document by address. Pages of other servers have none, because the owner cannot fix them.
	 *
	 * @param array<string, ?string> $row
	 * @param list<Chunk>            $chunks
	 *
	 * @return array<string, string>
	 */
	private function links_of( array $row, array $chunks ): array {
		$external_id = (string) $row['external_id'];
		if ( str_starts_with( $external_id, 'post:' ) ) {
			$post = get_post( (int) substr( $external_id, 5 ) );
			return $post instanceof \WP_Post ? $this->link_extractor->from_content( $post->post_content, (string) get_permalink( $post ) ) : [];
		}
		return 'pages' === $row['source'] ? [] : $this->link_extractor->from_text( $chunks );
	}

	/** @return list<Finding> */
	private function dead_link_findings( int $document_id ): array {
		$found = [];
		foreach ( $this->links->of_document( $document_id, $this->link_checker->checks_external() ) as [ $link, $label ] ) {
			if ( LinkState::Dead === $link->state ) {
				$found[] = FindingFactory::dead_link( $document_id, $link, $label );
			}
		}
		return $found;
	}

	/**
	 * @param list<Expiry> $expiries
	 *
	 * @return list<Finding>
	 */
	private function expiry_findings( int $document_id, array $expiries ): array {
		$today = $this->clock->now()->setTimezone( wp_timezone() )->format( 'Y-m-d' );
		return array_map(
			static fn( Expiry $expiry ): Finding => FindingFactory::expired( $document_id, $expiry ),
			array_values( array_filter( $expiries, static fn( Expiry $expiry ): bool => $expiry->date < $today ) )
		);
	}

	/** @return list<Finding> */
	private function contradiction_findings( int $document_id, string $language ): array {
		return array_map(
			static fn( ClaimConflict $conflict ): Finding => FindingFactory::contradiction( $document_id, $conflict ),
			$this->contradictions->find( $this->claims->of_document( $document_id ), $document_id, $language )
		);
	}

	/** @param list<Expiry> $expiries */
	private function record_check( int $document_id, string $hash, array $expiries ): void {
		$now   = $this->clock->now();
		$today = $now->setTimezone( wp_timezone() )->format( 'Y-m-d' );
		$next  = $now->modify( '+' . self::DAYS . ' days' );
		foreach ( $expiries as $expiry ) {
			$over = ( new \DateTimeImmutable( $expiry->date . ' 00:00:00', wp_timezone() ) )->modify( '+1 day' );
			$next = $expiry->date >= $today && $over < $next ? $over : $next;
		}
		$this->database->execute(
			'INSERT INTO %i (document_id, content_hash, checked_at, next_at) VALUES (%d, %s, %s, %s)
				ON DUPLICATE KEY UPDATE content_hash = VALUES(content_hash), checked_at = VALUES(checked_at), next_at = VALUES(next_at)',
			$this->database->table( 'knowledge_checks' ),
			$document_id,
			$hash,
			Time::to_database( $now ),
			Time::to_database( $next )
		);
	}
}
