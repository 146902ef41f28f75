<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Export;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Http\Csv;
use Aaia\Chatbot\Inbox\AgentNames;
use Aaia\Chatbot\Inbox\ConversationResource;
use Aaia\Chatbot\Inbox\InboxFilter;
use Aaia\Chatbot\Inbox\InboxRepository;
use Aaia\Chatbot\Inbox\InboxSearch;
use Aaia\Chatbot\Support\Time;

/**
 * Conversations with their messages as a file, the newest first: those of a list, or chosen ones, as far as the current user may see them.
 *
 * Goes by row id, which never changes: whatever arrives meanwhile, each conversation that was there at the beginning is in the file once.
 * Keeps one page of conversations and one of messages in memory.
 *
 * @phpstan-import-type Wire from ConversationResource
 * @phpstan-type ExportedMessage array{
 *   id: string, author: string, name: ?string, private: bool, text: string, files: list<array{name: ?string, type: string, size: int}>,
 *   rating: ?string, rating_comment: ?string, created_at: ?string,
 * }
 */
final class ConversationExport {

	/** Conversations of one page. */
	private const PAGE = 50;

	/** Messages of one page. */
	private const MESSAGES = 200;

	private const COLUMNS = [
		'conversation', 'channel', 'status', 'archived', 'priority', 'category', 'labels', 'assignee', 'team', 'visitor', 'email', 'language',
		'page', 'started_at', 'last_activity_at', 'resolved_at', 'score', 'score_comment', 'message', 'sent_at', 'author', 'name', 'private',
		'text', 'files', 'rating', 'rating_comment',
	];

	public function __construct(
		private readonly InboxRepository $inbox,
		private readonly InboxSearch $search,
		private readonly MessageRepository $messages,
		private readonly ConversationResource $resource,
		private readonly AgentNames $agents,
	) {}

	/**
	 * The conversations of a list as it is now.
	 *
	 * @return \Generator<int, list<Conversation>>
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function of_list( InboxFilter $filter ): \Generator {
		$before = $this->inbox->newest_id() + 1;
		do {
			if ( '' === $filter->search ) {
				[ $ids, $before ] = $this->inbox->ids_before( $filter, $before, self::PAGE );
				$found            = $this->inbox->several( $ids );
				usort( $found, static fn( Conversation $a, Conversation $b ): int => $b->id <=> $a->id );
			} else {
				$page   = $this->search->page( $filter, [ $before ], self::PAGE );
				$found  = $page->items;
				$before = null === $page->next ? null : (int) $page->next[0];
			}
			yield $found;
		} while ( null !== $before );
	}

	/**
	 * @param iterable<list<Conversation>> $pages
	 *
	 * @return \Generator<int, string> One JSON array.
	 */
	public function json( iterable $pages, PersonalData $personal ): \Generator {
		$before = "[\n";
		foreach ( $this->described( $pages, $personal ) as [ $conversation, $about, $visitor ] ) {
			yield $before . substr( self::encoded( $about ), 0, -1 ) . ',"messages":[';
			$comma = '';
			foreach ( $this->messages_of( $conversation, $visitor, $personal ) as $message ) {
				yield $comma . "\n" . self::encoded( $message );
				$comma = ',';
			}
			yield ']}';
			$before = ",\n";
		}
		yield "[\n" === $before ? "[]\n" : "\n]\n";
	}

	/**
	 * A line for each message, with its conversation; a conversation without messages has one.
	 *
	 * @param iterable<list<Conversation>> $pages
	 *
	 * @return \Generator<int, string>
	 */
	public function csv( iterable $pages, PersonalData $personal ): \Generator {
		yield Csv::BOM . Csv::line( self::COLUMNS );
		foreach ( $this->described( $pages, $personal ) as [ $conversation, $about, $visitor ] ) {
			$first = [
				$about['id'],
				$about['channel'],
				$about['status'],
				$about['archived'],
				$about['priority'],
				$about['category'],
				implode( ' | ', $about['labels'] ),
				$about['assignee'],
				$about['team'],
				$about['visitor']['name'] ?? $about['visitor']['code'],
				$about['visitor']['email'],
				$about['language'],
				$about['page']['url'],
				$about['created_at'],
				$about['last_activity_at'],
				$about['resolved_at'],
				$about['score'],
				$about['score_comment'],
			];
			$any = false;
			foreach ( $this->messages_of( $conversation, $visitor, $personal ) as $message ) {
				$any = true;
				yield Csv::line( [
					...$first,
					$message['id'],
					$message['created_at'],
					$message['author'],
					$message['name'],
					$message['private'],
					$message['text'],
					implode( ' | ', array_map( static fn( array $file ): string => $file['name'] ?? $file['type'], $message['files'] ) ),
					$message['rating'],
					$message['rating_comment'],
				] );
			}
			if ( ! $any ) {
				yield Csv::line( [ ...$first, ...array_fill( 0, count( self::COLUMNS ) - count( $first ), null ) ] );
			}
		}
	}

	/**
	 * @param iterable<list<Conversation>> $pages
	 *
	 * @return \Generator<int, array{Conversation, array{
	 *   id: string, channel: string, status: string, archived: bool, priority: string, category: ?string, labels: list<string>,
	 *   assignee: ?string, team: ?string, visitor: array{code: string, name: ?string, email: ?string}, contact: ?string, language: string,
	 *   page: array{url: string, title: string}, score: ?int, score_comment: ?string, created_at: ?string, last_activity_at: ?string,
	 *   resolved_at: ?string,
	 * }, ?string}> Each conversation, what is said of it, and the visitor's name for masking.
	 */
	private function described( iterable $pages, PersonalData $personal ): \Generator {
		foreach ( $pages as $page ) {
			foreach ( $this->resource->several( $page ) as $at => $wire ) {
				$name = $wire['visitor']['name'] ?? $wire['contact']['name'] ?? null;
				yield [
					$page[ $at ],
					[
						'id'               => $wire['id'],
						'channel'          => $wire['channel'],
						'status'           => $wire['status'],
						'archived'         => $wire['archived'],
						'priority'         => $wire['priority'],
						'category'         => $wire['category']['name'] ?? null,
						'labels'           => $wire['labels'],
						'assignee'         => $personal->name( $wire['assignee']['name'] ?? null ),
						'team'             => $wire['team']['name'] ?? null,
						'visitor'          => [
							'code'  => $wire['visitor']['code'],
							'name'  => $personal->name( $name ),
							'email' => $personal->email( $wire['visitor']['email'] ),
						],
						'contact'          => PersonalData::LeftOut === $personal ? null : $wire['contact']['id'] ?? null,
						'language'         => $wire['language'],
						'page'             => [
							'url'   => $personal->url( $wire['page']['url'] ),
							'title' => $personal->text( $wire['page']['title'] ),
						],
						'score'            => $wire['score']['score'] ?? null,
						'score_comment'    => self::maybe( $wire['score']['comment'] ?? null, $personal, $name ),
						'created_at'       => $wire['created_at'],
						'last_activity_at' => $wire['last_activity_at'],
						'resolved_at'      => $wire['resolved_at'],
					],
					$name,
				];
			}
		}
	}

	/**
	 * Messages and private notes, oldest first.
	 *
	 * @return \Generator<int, ExportedMessage>
	 */
	private function messages_of( Conversation $conversation, ?string $visitor, PersonalData $personal ): \Generator {
		$after = 0;
		do {
			$page = $this->messages->all_after( $conversation->id, $after, self::MESSAGES );
			$this->agents->fetch( array_map( static fn( Message $message ): ?int => $message->author_id, $page ) );
			foreach ( $page as $message ) {
				$after = $message->id;
				$agent = AuthorType::Agent === $message->author && null !== $message->author_id
					? $this->agents->name( $message->author_id )
					: null;
				yield [
					'id'             => $message->public_id,
					'author'         => $message->author->value,
					'name'           => $personal->name( $agent ),
					'private'        => $message->private,
					'text'           => $personal->text( $message->parts->text(), [ $visitor, $agent ] ),
					'files'          => self::files( $message, $personal ),
					'rating'         => $message->rating,
					'rating_comment' => self::maybe( $message->rating_comment, $personal, $visitor ),
					'created_at'     => Time::to_wire( $message->created_at ),
				];
			}
		} while ( self::MESSAGES === count( $page ) );
	}

	/** @return list<array{name: ?string, type: string, size: int}> */
	private static function files( Message $message, PersonalData $personal ): array {
		$files = [];
		foreach ( $message->parts->parts as $part ) {
			if ( 'attachment' === $part['type'] ) {
				$files[] = [
					'name' => PersonalData::Full === $personal ? $part['name'] : null,
					'type' => $part['mime'],
					'size' => $part['size'],
				];
			}
		}
		return $files;
	}

	private static function maybe( ?string $text, PersonalData $personal, ?string $visitor ): ?string {
		return null === $text ? null : $personal->text( $text, [ $visitor ] );
	}

	/** @param array<string, mixed> $data */
	private static function encoded( array $data ): string {
		return (string) wp_json_encode( $data, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE );
	}
}
