<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Text;

/** The owner's list of categories, and the category of a conversation. */
final class CategoryService {

	public function __construct(
		private readonly Database $database,
		private readonly EventLog $events,
		private readonly CategoryRepository $categories,
		private readonly ConversationRepository $conversations,
		private readonly ForgetDeleted $forget,
	) {}

	/**
	 * Adds a category at the end of the list.
	 *
	 * @param ?string $color Such as `#1a73e8`; null for one by its name.
	 *
	 * @throws CategoryRefused
	 */
	public function create( string $name, ?string $color, bool $critical, int $agent_id ): Category {
		$name  = self::checked( $name );
		$color = $color ?? Label::usual_color( $name );
		return $this->database->transaction(
			function () use ( $name, $color, $critical, $agent_id ): Category {
				$all = $this->categories->lock_all();
				self::check_free( $all, $name, null );
				if ( count( $all ) >= Category::MOST ) {
					throw new CategoryRefused( 'many' );
				}
				$id = $this->categories->add( $name, $color, $critical, count( $all ) ) ?? throw new CategoryRefused( 'taken' );
				$this->store( [ ...$all, new Category( $id, $name, $color, $critical ) ], $critical ? $id : null );
				$this->events->append( EventType::CategoryCreated, data: [ 'category' => $id, 'agent' => $agent_id ] );
				return new Category( $id, $name, $color, $critical );
			}
		);
	}

	/**
	 * Changes a category; null leaves a property as it is.
	 *
	 * @param ?bool $critical True takes it from the one that was.
	 * @param ?int  $position Its place in the list, from 0.
	 *
	 * @return ?Category Null when it is gone.
	 *
	 * @throws CategoryRefused
	 */
	public function change( int $id, ?string $name, ?string $color, ?bool $critical, ?int $position, int $agent_id ): ?Category {
		$name = null === $name ? null : self::checked( $name );
		return $this->database->transaction(
			function () use ( $id, $name, $color, $critical, $position, $agent_id ): ?Category {
				$all    = $this->categories->lock_all();
				$place  = array_search( $id, array_map( static fn( Category $category ): int => $category->id, $all ), true );
				$before = false === $place ? null : $all[ $place ];
				if ( null === $before ) {
					return null;
				}
				if ( null !== $name ) {
					self::check_free( $all, $name, $id );
				}
				$after  = new Category( $id, $name ?? $before->name, $color ?? $before->color, $critical ?? $before->critical );
				$others = array_values( array_filter( $all, static fn( Category $category ): bool => $category->id !== $id ) );
				array_splice( $others, min( count( $others ), max( 0, $position ?? (int) $place ) ), 0, [ $after ] );
				$this->store( $others, $after->critical ? $id : null );
				$this->events->append( EventType::CategoryChanged, data: [ 'category' => $id, 'agent' => $agent_id ] );
				return $after;
			}
		);
	}

	/** Deletes a category; its conversations stay, without one. @return bool Whether it was there. */
	public function delete( int $id, int $agent_id ): bool {
		return $this->database->transaction(
			function () use ( $id, $agent_id ): bool {
				if ( ! $this->categories->delete( $id ) ) {
					return false;
				}
				$this->events->append( EventType::CategoryDeleted, data: [ 'category' => $id, 'agent' => $agent_id ] );
				$this->forget->begin( ForgetDeleted::CATEGORY, $id );
				return true;
			}
		);
	}

	/**
	 * Puts a conversation into a category, or into none.
	 *
	 * @throws ConversationNotFound
	 * @throws CategoryRefused      When the category is gone.
	 */
	public function choose( int $conversation_id, ?int $category_id, int $agent_id ): void {
		$this->database->transaction(
			function () use ( $conversation_id, $category_id, $agent_id ): void {
				$before = ( $this->conversations->lock( $conversation_id ) ?? throw new ConversationNotFound() )->category_id;
				if ( $before === $category_id ) {
					return;
				}
				if ( null !== $category_id && null === $this->categories->lock( $category_id ) ) {
					throw new CategoryRefused( 'gone' );
				}
				$this->conversations->change( $conversation_id, [ 'category_id' => $category_id ] );
				$data = [ 'from' => $before, 'to' => $category_id, 'agent' => $agent_id ];
				$this->events->append( EventType::CategoryChosen, $conversation_id, null, $data );
			}
		);
	}

	/**
	 * Stores the list as it is now.
	 *
	 * @param list<Category> $all
	 * @param ?int           $critical The one that takes the mark from others; null leaves the marks.
	 */
	private function store( array $all, ?int $critical ): void {
		foreach ( $all as $position => $category ) {
			$is_critical = null === $critical ? $category->critical : $category->id === $critical;
			$this->categories->change( new Category( $category->id, $category->name, $category->color, $is_critical ), $position );
		}
	}

	/**
	 * @param list<Category> $all
	 *
	 * @throws CategoryRefused
	 */
	private static function check_free( array $all, string $name, ?int $own ): void {
		foreach ( $all as $category ) {
			if ( $category->id !== $own && Label::folded( $category->name ) === Label::folded( $name ) ) {
				throw new CategoryRefused( 'taken', $category );
			}
		}
	}

	/** @throws CategoryRefused */
	private static function checked( string $typed ): string {
		$name = ltrim( Text::line( $typed ), '# ' );
		return '' === $name || mb_strlen( $name, 'UTF-8' ) > Category::LENGTH ? throw new CategoryRefused( 'name' ) : $name;
	}
}
