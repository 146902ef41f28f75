<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\ContentService;
use Aaia\Chatbot\Content\SourceRepository;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/**
 * Stores the result of crawling a page, together with its document.
 *
 * The text is deleted when the site withdraws it: the page is gone, closed, or forbids indexing. After any other fault the old text is
 * kept until the fault has occurred three times.
 */
final class CrawlRecorder {

	/** Failures in a row after which a page is skipped in this crawl. */
	public const TRIES = 3;

	/** Seconds to wait before the second and the third attempt. */
	private const PAUSES = [ 1 => 600, 2 => 3600 ];

	public function __construct(
		private readonly Database $database,
		private readonly PageRepository $pages,
		private readonly ContentService $content,
		private readonly SourceRepository $sources,
		private readonly Clock $clock,
	) {}

	/**
	 * Stores the outcome of an attempt.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure Nothing was changed.
	 */
	public function record( WebPage $page, PageOutcome $outcome ): void {
		$this->database->transaction( function () use ( $page, $outcome ): void {
			if ( ! $this->pages->lock( $page->id ) ) {
				// The owner removed the address while the page was fetched.
				return;
			}
			if ( null !== $outcome->fault ) {
				$this->record_fault( $page, $outcome->fault, $outcome->status );
			} elseif ( null === $outcome->content ) {
				$this->pages->change( $page->id, $this->success_columns( PageState::Read, $outcome->status ) );
			} elseif ( $outcome->document_url !== $page->url && $this->pages->has_original( $page, $outcome->document_url ) ) {
				$this->record_fault( $page, WebFault::Duplicate, $outcome->status );
			} else {
				$this->record_text( $page, $outcome, $outcome->content );
			}
		} );
	}

	/**
	 * Deletes a page and its document.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure Nothing was changed.
	 */
	public function forget( WebPage $page ): void {
		$this->database->transaction( function () use ( $page ): void {
			$this->forget_document( $page );
			$this->pages->delete( $page->id );
		} );
	}

	private function record_text( WebPage $page, PageOutcome $outcome, PageContent $content ): void {
		if ( '' !== $page->document_url && $page->document_url !== $outcome->document_url ) {
			$this->forget_document( $page );
		}
		$this->pages->change(
			$page->id,
			$this->success_columns( PageState::Read, $outcome->status ) + [
				'etag'          => $outcome->etag,
				'last_modified' => $outcome->last_modified,
				'document_url'  => $outcome->document_url,
				'document_key'  => md5( $outcome->document_url ),
				'content'       => $content->pack(),
			]
		);
		$this->content->put( $this->source(), $content->document( $outcome->document_url ) );
	}

	private function record_fault( WebPage $page, WebFault $fault, int $status ): void {
		$failures = $page->failures + 1;
		$is_over  = ! $fault->is_temporary() || $failures >= self::TRIES;
		$keeps    = null !== $page->content && ! $fault->removes_text() && ( $fault->is_temporary() || $failures < self::TRIES );
		$now      = $this->clock->now();
		$changes  = [
			'state'    => ( match ( true ) {
				$keeps                 => PageState::Stale,
				! $fault->is_temporary() => PageState::LeftOut,
				$is_over               => PageState::Failed,
				default                => PageState::Waiting,
			} )->value,
			'fault'    => $fault->value,
			'status'   => $status,
			'failures' => $failures,
			'due_at'   => $is_over ? null : Time::to_database( $now->modify( '+' . ( self::PAUSES[ $failures ] ?? 0 ) . ' seconds' ) ),
			'tried_at' => Time::to_database( $now ),
		];
		if ( ! $keeps ) {
			$this->forget_document( $page );
			$changes += [
				'document_url'  => '',
				'document_key'  => '',
				'content'       => null,
				'etag'          => '',
				'last_modified' => '',
			];
		}
		$this->pages->change( $page->id, $changes );
	}

	/** @return array<string, string|int|null> */
	private function success_columns( PageState $state, int $status ): array {
		$now = Time::to_database( $this->clock->now() );
		return [
			'state'    => $state->value,
			'fault'    => '',
			'status'   => $status,
			'failures' => 0,
			'due_at'   => null,
			'read_at'  => $now,
			'tried_at' => $now,
		];
	}

	/** Deletes the document of a page, unless a page of another address has the same document. */
	private function forget_document( WebPage $page ): void {
		if ( '' !== $page->document_url && ! $this->pages->is_shared( $page->document_url, $page->id ) ) {
			$this->content->remove( $this->source(), WebSource::external_id( $page->document_url ) );
		}
	}

	private function source(): int {
		return $this->sources->find_or_create( WebSource::NAME, WebSource::title() );
	}
}
