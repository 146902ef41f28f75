<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/** Stores the pages of addresses. SQL only. */
final class PageRepository {

	/** Seconds after which a page is read again although its sitemap shows no change, because not all sitemaps are right. */
	private const TRUST_SECONDS = WEEK_IN_SECONDS;

	/** Seconds before another attempt at a page whose process was killed. */
	private const KILLED_SECONDS = 600;

	/** All columns except the text, which lists do not need. */
	private const COLUMNS = 'id, address_id, url, state, fault, status, failures, etag, last_modified, document_url, NULL AS content, '
		. 'read_at, tried_at';

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	/**
	 * Adds listed pages to a crawl, and marks those that must be read.
	 *
	 * @param array<string, string> $pages Date of the last change by URL, at most 500 pages.
	 * @param int                   $limit Maximum pages of the crawl.
	 *
	 * @return bool Whether all pages fitted within the limit.
	 */
	public function add_listed( WebAddress $address, array $pages, int $limit ): bool {
		$table = $this->database->table( 'web_pages' );
		$now   = $this->clock->now();
		$room  = $limit - $this->count_listed( $address );
		$known = [];
		$keys  = array_map( 'md5', array_keys( $pages ) );
		if ( [] === $keys ) {
			return true;
		}
		foreach ( $this->database->rows(
			'SELECT id, url_key, round, state, fault, lastmod, read_at FROM %i WHERE address_id = %d AND url_key IN ('
				. implode( ', ', array_fill( 0, count( $keys ), '%s' ) ) . ')',
			$table,
			$address->id,
			...$keys,
		) as $row ) {
			$known[ (string) $row['url_key'] ] = $row;
		}
		foreach ( $pages as $url => $lastmod ) {
			$row = $known[ md5( $url ) ] ?? null;
			if ( null !== $row && (int) $row['round'] === $address->round ) {
				continue;
			}
			if ( $room <= 0 ) {
				return false;
			}
			--$room;
			if ( null === $row ) {
				$this->database->insert_new(
					'web_pages',
					[
						'address_id' => $address->id,
						'url'        => $url,
						'url_key'    => md5( $url ),
						'round'      => $address->round,
						'state'      => PageState::Waiting->value,
						'lastmod'    => $lastmod,
						'due_at'     => Time::to_database( $now ),
					]
				);
				continue;
			}
			$read     = Time::from_database( $row['read_at'] );
			$is_spare = ! $address->is_forced && PageState::Read->value === $row['state'] && '' !== $lastmod && $lastmod === $row['lastmod']
				&& null !== $read && $now->getTimestamp() - $read->getTimestamp() < self::TRUST_SECONDS;
			$this->database->update(
				'web_pages',
				[
					'round'   => $address->round,
					'lastmod' => $lastmod,
					'due_at'  => $is_spare ? null : Time::to_database( $now ),
				],
				[ 'id' => (int) $row['id'] ]
			);
		}
		return true;
	}

	/**
	 * Marks a page before it is read. If the process is killed, perhaps by this page, the page is retried later and a limited number of
	 * times.
	 */
	public function mark_started( WebPage $page ): void {
		$this->change(
			$page->id,
			[
				'fault'    => WebFault::Killed->value,
				'failures' => $page->failures + 1,
				'due_at'   => Time::to_database( $this->clock->now()->modify( '+' . self::KILLED_SECONDS . ' seconds' ) ),
			]
		);
	}

	/** Number of pages listed in the current crawl. */
	public function count_listed( WebAddress $address ): int {
		return (int) $this->database->value(
			'SELECT COUNT(*) FROM %i WHERE address_id = %d AND round = %d',
			$this->database->table( 'web_pages' ),
			$address->id,
			$address->round,
		);
	}

	/** The next page to read; null when none is due. */
	public function due( WebAddress $address ): ?WebPage {
		$row = $this->database->row(
			'SELECT * FROM %i WHERE address_id = %d AND due_at <= %s ORDER BY due_at, id LIMIT 1',
			$this->database->table( 'web_pages' ),
			$address->id,
			Time::to_database( $this->clock->now() ),
		);
		return null === $row ? null : WebPage::from_row( $row );
	}

	/** When the next page is due; null when none is left. */
	public function next_due( WebAddress $address ): ?\DateTimeImmutable {
		return Time::from_database( $this->database->value(
			'SELECT MIN(due_at) FROM %i WHERE address_id = %d AND due_at IS NOT NULL',
			$this->database->table( 'web_pages' ),
			$address->id,
		) );
	}

	/**
	 * Makes pages due now that wait for another attempt, unless their server asked to wait.
	 *
	 * @return bool False when the server asked to wait.
	 */
	public function retry( WebAddress $address ): bool {
		$table = $this->database->table( 'web_pages' );
		if ( null !== $this->database->value(
			'SELECT id FROM %i WHERE address_id = %d AND due_at IS NOT NULL AND fault = %s LIMIT 1',
			$table,
			$address->id,
			WebFault::Busy->value,
		) ) {
			return false;
		}
		$this->database->execute(
			'UPDATE %i SET due_at = %s WHERE address_id = %d AND due_at IS NOT NULL',
			$table,
			Time::to_database( $this->clock->now() ),
			$address->id,
		);
		return true;
	}

	/** Ends a crawl early: no page is due any more. Pages that were not read stay unchanged. */
	public function cancel_due( WebAddress $address ): void {
		$this->database->execute(
			'UPDATE %i SET due_at = NULL WHERE address_id = %d AND due_at IS NOT NULL',
			$this->database->table( 'web_pages' ),
			$address->id,
		);
	}

	/**
	 * Pages that are no longer listed; any pages of an address that is being removed.
	 *
	 * @return list<WebPage> Without their text.
	 */
	public function unlisted( WebAddress $address, int $limit ): array {
		$rows = $this->database->rows(
			'SELECT ' . self::COLUMNS . ' FROM %i WHERE address_id = %d AND ( round <> %d OR %d = 1 ) ORDER BY id LIMIT %d',
			$this->database->table( 'web_pages' ),
			$address->id,
			$address->round,
			(int) ( CrawlPhase::Removing === $address->phase ),
			$limit
		);
		return array_map( WebPage::from_row( ... ), $rows );
	}

	/** @param array<string, string|int|null> $changes */
	public function change( int $id, array $changes ): void {
		$this->database->update( 'web_pages', $changes, [ 'id' => $id ] );
	}

	/** Locks a page until the transaction ends. Returns false when it is deleted. */
	public function lock( int $id ): bool {
		return null !== $this->database->value( 'SELECT id FROM %i WHERE id = %d FOR UPDATE', $this->database->table( 'web_pages' ), $id );
	}

	public function delete( int $id ): void {
		$this->database->delete( 'web_pages', [ 'id' => $id ] );
	}

	/** Whether another page has the document with this URL too. */
	public function is_shared( string $document_url, int $without ): bool {
		return null !== $this->database->value(
			'SELECT id FROM %i WHERE document_key = %s AND state IN (%s, %s) AND id <> %d LIMIT 1',
			$this->database->table( 'web_pages' ),
			md5( $document_url ),
			PageState::Read->value,
			PageState::Stale->value,
			$without
		);
	}

	/** Whether the same address has another page that is the canonical original of this page, or has its document. */
	public function has_original( WebPage $page, string $original ): bool {
		return null !== $this->database->value(
			'SELECT id FROM %i
				WHERE address_id = %d AND id <> %d AND ( ( url_key = %s AND state NOT IN (%s, %s) )
				OR ( document_key = %s AND state IN (%s, %s) ) ) LIMIT 1',
			$this->database->table( 'web_pages' ),
			$page->address_id,
			$page->id,
			md5( $original ),
			PageState::LeftOut->value,
			PageState::Failed->value,
			md5( $original ),
			PageState::Read->value,
			PageState::Stale->value
		);
	}

	/** Number of pages with text. */
	public function count_known(): int {
		return (int) $this->database->value(
			'SELECT COUNT(*) FROM %i WHERE state IN (%s, %s)',
			$this->database->table( 'web_pages' ),
			PageState::Read->value,
			PageState::Stale->value,
		);
	}

	/** @return list<WebPage> Pages with their text, in the order of their ids. */
	public function known_after( int $id, int $limit ): array {
		$rows = $this->database->rows(
			'SELECT * FROM %i WHERE id > %d AND state IN (%s, %s) ORDER BY id LIMIT %d',
			$this->database->table( 'web_pages' ),
			$id,
			PageState::Read->value,
			PageState::Stale->value,
			$limit,
		);
		return array_map( WebPage::from_row( ... ), $rows );
	}

	/**
	 * One page of the list, newest first.
	 *
	 * @param string $shown 'all', 'known', 'waiting', or 'problems': pages that are not used, outdated or retried.
	 *
	 * @return array<int, WebPage> By id, without their text.
	 */
	public function listed( int $address_id, string $shown, string $text, ?int $before, int $limit ): array {
		$states = match ( $shown ) {
			'known'    => [ PageState::Read, PageState::Stale ],
			'waiting'  => [ PageState::Waiting ],
			'problems' => [ PageState::Stale, PageState::LeftOut, PageState::Failed, PageState::Waiting ],
			default    => PageState::cases(),
		};
		// A page that waits for another attempt has a fault: it is a problem.
		$trouble = match ( $shown ) {
			'waiting'  => 0,
			'problems' => 1,
			default    => -1,
		};
		$like    = '%' . $this->database->like( $text ) . '%';
		$rows    = $this->database->rows(
			'SELECT ' . self::COLUMNS . ' FROM %i WHERE address_id = %d AND id < %d AND state IN ('
				. implode( ', ', array_fill( 0, count( $states ), '%s' ) )
				. ') AND ( %d = -1 OR ( %d = 0 AND fault = \'\' ) OR ( %d = 1 AND fault <> \'\' ) ) AND ( %s = \'\' OR url LIKE %s ) ORDER BY '
				. 'id DESC LIMIT %d',
			$this->database->table( 'web_pages' ),
			$address_id,
			$before ?? PHP_INT_MAX,
			...[ ...array_column( $states, 'value' ), $trouble, $trouble, $trouble, $text, $like, $limit ]
		);
		$pages   = array_map( WebPage::from_row( ... ), $rows );
		return array_combine( array_map( static fn( WebPage $page ): int => $page->id, $pages ), $pages );
	}

	/**
	 * Number of pages by state. Pages that wait for another attempt count as failed.
	 *
	 * @param list<int> $addresses
	 *
	 * @return array<int, array<string, int>> Counts by PageState, by address.
	 */
	public function counts( array $addresses ): array {
		$counts = [];
		foreach ( [] === $addresses ? [] : $this->database->rows(
			'SELECT address_id, state, CASE WHEN fault = \'\' THEN 0 ELSE 1 END AS trouble, COUNT(*) AS pages FROM %i WHERE address_id IN ('
				. implode( ', ', array_fill( 0, count( $addresses ), '%d' ) )
				. ') GROUP BY address_id, state, CASE WHEN fault = \'\' THEN 0 ELSE 1 END',
			$this->database->table( 'web_pages' ),
			...$addresses,
		) as $row ) {
			$state   = PageState::Waiting->value === $row['state'] && 1 === (int) $row['trouble']
				? PageState::Failed->value
				: (string) $row['state'];
			$address = (int) $row['address_id'];

			$counts[ $address ][ $state ] = ( $counts[ $address ][ $state ] ?? 0 ) + (int) $row['pages'];
		}
		return $counts;
	}
}
