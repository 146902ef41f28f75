<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Storage\Database;

/** Makes, changes and deletes labels, and puts them on conversations. */
final class LabelService {

	/** Labels of one conversation. */
	public const MOST_EACH = 20;

	public function __construct(
		private readonly Database $database,
		private readonly EventLog $events,
		private readonly LabelRepository $labels,
		private readonly ConversationRepository $conversations,
		private readonly ForgetDeleted $forget,
	) {}

	/**
	 * @param ?string $color Such as `#1a73e8`; null for one by its name.
	 *
	 * @throws LabelRefused
	 */
	public function create( string $name, ?string $color, int $agent_id ): Label {
		$name = self::checked( $name );
		return $this->database->transaction(
			function () use ( $name, $color, $agent_id ): Label {
				[ $label, $is_new ] = $this->find_or_add( $name, $color, $agent_id );
				return $is_new ? $label : throw new LabelRefused( 'taken', $label );
			}
		);
	}

	/**
	 * Renames or recolours a label, on all conversations that have it.
	 *
	 * @param ?string $name  Null: as before.
	 * @param ?string $color Null: as before.
	 *
	 * @return ?Label Null when it is gone.
	 *
	 * @throws LabelRefused
	 */
	public function change( int $id, ?string $name, ?string $color, int $agent_id ): ?Label {
		$name = null === $name ? null : self::checked( $name );
		return $this->database->transaction(
			function () use ( $id, $name, $color, $agent_id ): ?Label {
				$before = $this->labels->lock( $id );
				if ( null === $before ) {
					return null;
				}
				$label = new Label( $id, $name ?? $before->name, $color ?? $before->color );
				$other = $this->labels->lock_by_name( $label->name );
				if ( null !== $other && $other->id !== $id ) {
					throw new LabelRefused( 'taken', $other );
				}
				if ( $label->name !== $before->name || $label->color !== $before->color ) {
					$this->labels->change( $id, $label->name, $label->color );
					$this->events->append( EventType::LabelChanged, data: [ 'label' => $id, 'agent' => $agent_id ] );
				}
				return $label;
			}
		);
	}

	/** Deletes a label, and takes it off its conversations: at once in all lists, in the table step by step. @return bool Whether it was there. */
	public function delete( int $id, int $agent_id ): bool {
		return $this->database->transaction(
			function () use ( $id, $agent_id ): bool {
				if ( ! $this->labels->delete( $id ) ) {
					return false;
				}
				$this->events->append( EventType::LabelDeleted, data: [ 'label' => $id, 'agent' => $agent_id ] );
				$this->forget->begin( ForgetDeleted::LABEL, $id );
				return true;
			}
		);
	}

	/**
	 * Puts labels on a conversation and takes others off. Unknown names become labels.
	 *
	 * @param ?list<string> $all    Names of all its labels from now on; null to change only those in $add and $remove.
	 * @param list<string>  $add    Names.
	 * @param list<string>  $remove Names; unknown ones are ignored.
	 *
	 * @throws ConversationNotFound
	 * @throws LabelRefused         Nothing was changed.
	 */
	public function label( int $conversation_id, ?array $all, array $add, array $remove, int $agent_id ): void {
		$wanted  = array_map( self::checked( ... ), $all ?? $add );
		$removed = array_map( static fn( string $name ): string => Label::folded( Label::name( $name ) ), $remove );
		$this->database->transaction(
			function () use ( $conversation_id, $all, $wanted, $removed, $agent_id ): void {
				$conversation = $this->conversations->lock( $conversation_id ) ?? throw new ConversationNotFound();
				$before       = $conversation->labelled ? $this->labels->of_conversations( [ $conversation_id ] )[ $conversation_id ] ?? [] : [];
				$kept         = null === $all ? $before : [];
				$ids          = array_map(
					static fn( Label $label ): int => $label->id,
					array_filter( $kept, static fn( Label $label ): bool => ! in_array( Label::folded( $label->name ), $removed, true ) )
				);
				sort( $wanted );
				foreach ( $wanted as $name ) {
					$ids[] = $this->find_or_add( $name, null, $agent_id )[0]->id;
				}
				$this->set( $conversation, array_map( static fn( Label $label ): int => $label->id, $before ), array_unique( $ids ), $agent_id );
			}
		);
	}

	/**
	 * Gives a conversation back the labels it had; those that are gone by now stay gone.
	 *
	 * @param list<int> $wanted
	 */
	public function restore( int $conversation_id, array $wanted, int $agent_id ): void {
		$this->database->transaction(
			function () use ( $conversation_id, $wanted, $agent_id ): void {
				$conversation = $this->conversations->lock( $conversation_id ) ?? throw new ConversationNotFound();
				$before       = $conversation->labelled ? $this->labels->of_conversations( [ $conversation_id ] )[ $conversation_id ] ?? [] : [];
				$known        = array_filter( $wanted, fn( int $id ): bool => null !== $this->labels->lock( $id ) );
				$this->set( $conversation, array_map( static fn( Label $label ): int => $label->id, $before ), $known, $agent_id );
			}
		);
	}

	/**
	 * @param list<int>       $before
	 * @param array<int, int> $after
	 *
	 * @throws LabelRefused
	 */
	private function set( Conversation $conversation, array $before, array $after, int $agent_id ): void {
		sort( $before );
		sort( $after );
		if ( $before === $after ) {
			return;
		}
		if ( count( $after ) > self::MOST_EACH ) {
			throw new LabelRefused( 'many_on_conversation' );
		}
		if ( ! $conversation->labelled ) {
			$this->conversations->change( $conversation->id, [ 'labelled' => 1 ] );
		}
		foreach ( array_diff( $before, $after ) as $id ) {
			$this->labels->take( $conversation->id, $id );
		}
		foreach ( array_diff( $after, $before ) as $id ) {
			$this->labels->put( $conversation, $id );
		}
		$this->events->append( EventType::LabelsChanged, $conversation->id, null, [ 'from' => $before, 'to' => $after, 'agent' => $agent_id ] );
	}

	/**
	 * The label of this name, locked; made when there is none.
	 *
	 * @return array{Label, bool} And whether it was made now.
	 *
	 * @throws LabelRefused
	 */
	private function find_or_add( string $name, ?string $color, int $agent_id ): array {
		$found = $this->labels->by_name( $name );
		$label = null === $found ? null : $this->labels->lock( $found->id );
		if ( null !== $label ) {
			return [ $label, false ];
		}
		if ( $this->labels->count() >= Label::MOST ) {
			throw new LabelRefused( 'many_labels' );
		}
		$color ??= Label::usual_color( $name );
		$id      = $this->labels->add( $name, $color );
		if ( null === $id ) {
			return [ $this->labels->lock_by_name( $name ) ?? throw new LabelRefused( 'taken' ), false ];
		}
		$this->events->append( EventType::LabelCreated, data: [ 'label' => $id, 'agent' => $agent_id ] );
		return [ new Label( $id, $name, $color ), true ];
	}

	/** @throws LabelRefused */
	private static function checked( string $typed ): string {
		$name = Label::name( $typed );
		return '' === $name || mb_strlen( $name, 'UTF-8' ) > Label::LENGTH ? throw new LabelRefused( 'name' ) : $name;
	}
}
