<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/** Stores the addresses that documents link to. SQL only. */
final class LinkRepository {

	public function __construct(
		private readonly Database $database,
		private readonly InternalLinkResolver $resolver,
		private readonly Clock $clock,
	) {}

	/**
	 * Replaces the links of a document. Results of earlier checks of an address are kept.
	 *
	 * @param array<string, string> $links Address => link text.
	 */
	public function replace( int $document_id, array $links ): void {
		$ids = [];
		foreach ( $links as $url => $label ) {
			$ids[ $this->id( $url ) ] = $label;
		}
		$this->database->transaction( function () use ( $document_id, $ids ): void {
			$this->database->delete( 'knowledge_document_links', [ 'document_id' => $document_id ] );
			foreach ( $ids as $id => $label ) {
				$this->database->insert_new( 'knowledge_document_links', [ 'document_id' => $document_id, 'link_id' => $id, 'label' => $label ] );
			}
		} );
	}

	public function forget( int $document_id ): void {
		$this->database->delete( 'knowledge_document_links', [ 'document_id' => $document_id ] );
	}

	/**
	 * Links of a document with their link texts.
	 *
	 * @param bool $external Whether to include external links.
	 *
	 * @return list<array{Link, string}>
	 */
	public function of_document( int $document_id, bool $external ): array {
		$rows = $this->database->rows(
			'SELECT links.*, places.label FROM %i AS places JOIN %i AS links ON links.id = places.link_id
				WHERE places.document_id = %d AND links.internal >= %d ORDER BY links.id',
			$this->database->table( 'knowledge_document_links' ),
			$this->database->table( 'knowledge_links' ),
			$document_id,
			$external ? 0 : 1
		);
		return array_map( fn( array $row ): array => [ $this->link( $row ), (string) $row['label'] ], $rows );
	}

	/**
	 * Links that are due, longest waiting first. Links of no document are left out.
	 *
	 * @return list<Link>
	 */
	public function due( bool $internal, int $limit ): array {
		$rows = $this->database->rows(
			'SELECT links.* FROM %i AS links WHERE links.internal = %d AND links.next_check_at <= %s AND EXISTS ( SELECT 1 FROM %i AS places
				WHERE places.link_id = links.id ) ORDER BY links.next_check_at, links.id LIMIT %d',
			$this->database->table( 'knowledge_links' ),
			(int) $internal,
			Time::to_database( $this->clock->now() ),
			$this->database->table( 'knowledge_document_links' ),
			$limit
		);
		return array_map( $this->link( ... ), $rows );
	}

	/** Deletes due addresses that no document links to any more, in batches. */
	public function forget_unused(): void {
		$rows = $this->database->rows(
			'SELECT links.id FROM %i AS links WHERE links.next_check_at <= %s AND NOT EXISTS ( SELECT 1 FROM %i AS places
				WHERE places.link_id = links.id ) LIMIT 500',
			$this->database->table( 'knowledge_links' ),
			Time::to_database( $this->clock->now() ),
			$this->database->table( 'knowledge_document_links' )
		);
		foreach ( $rows as $row ) {
			$this->database->delete( 'knowledge_links', [ 'id' => (int) $row['id'] ] );
		}
	}

	/** Number of external links checked since a time. */
	public function count_external_checks_since( \DateTimeImmutable $time ): int {
		return (int) $this->database->value(
			'SELECT COUNT(*) FROM %i WHERE internal = 0 AND checked_at >= %s',
			$this->database->table( 'knowledge_links' ),
			Time::to_database( $time ),
		);
	}

	/** Stores the result of a check. */
	public function record(
		int $id,
		LinkState $state,
		string $reason,
		int $status,
		?\DateTimeImmutable $failed_at,
		\DateTimeImmutable $next,
	): void {
		$this->database->update(
			'knowledge_links',
			[
				'state'         => $state->value,
				'reason'        => $reason,
				'status'        => $status,
				'failed_at'     => null === $failed_at ? null : Time::to_database( $failed_at ),
				'checked_at'    => Time::to_database( $this->clock->now() ),
				'next_check_at' => Time::to_database( $next ),
			],
			[ 'id' => $id ]
		);
	}

	/**
	 * Documents that contain a link.
	 *
	 * @return list<int> At most 500.
	 */
	public function documents_of( int $link_id ): array {
		$rows = $this->database->rows(
			'SELECT document_id FROM %i WHERE link_id = %d ORDER BY document_id LIMIT 500',
			$this->database->table( 'knowledge_document_links' ),
			$link_id,
		);
		return array_map( static fn( array $row ): int => (int) $row['document_id'], $rows );
	}

	private function id( string $url ): int {
		$key   = md5( $url );
		$known = $this->database->value( 'SELECT id FROM %i WHERE url_key = %s', $this->database->table( 'knowledge_links' ), $key );
		if ( null !== $known ) {
			return (int) $known;
		}
		$this->database->insert_new(
			'knowledge_links',
			[
				'url_key'       => $key,
				'url'           => $url,
				'host'          => substr( (string) wp_parse_url( $url, PHP_URL_HOST ), 0, 190 ),
				'internal'      => (int) $this->resolver->is_internal( $url ),
				'state'         => LinkState::Unknown->value,
				'next_check_at' => Time::to_database( $this->clock->now() ),
			]
		);
		return (int) $this->database->value( 'SELECT id FROM %i WHERE url_key = %s', $this->database->table( 'knowledge_links' ), $key );
	}

	/** @param array<string, ?string> $row */
	private function link( array $row ): Link {
		return new Link(
			(int) $row['id'],
			(string) $row['url'],
			(string) $row['host'],
			1 === (int) $row['internal'],
			LinkState::tryFrom( (string) $row['state'] ) ?? LinkState::Unknown,
			(string) $row['reason'],
			(int) $row['status'],
			Time::from_database( $row['failed_at'] ),
			Time::required( $row['next_check_at'] ) <= $this->clock->now(),
		);
	}
}
