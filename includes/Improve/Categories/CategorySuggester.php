<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Categories;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Similar\QuestionFeatures;
use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\Category;
use Aaia\Chatbot\Conversations\CategoryRepository;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Storage\Database;

/**
 * Suggests a category for a conversation from its words, without a model.
 *
 * Naive Bayes over the words of conversations that staff have put into categories, read from the index of visitors' questions: nothing is
 * trained or kept, so that a deleted conversation is forgotten and a new choice counts at once. P(word|category) / P(word) is written as
 * P(category|word) / P(category), which the newest conversations with a word estimate, smoothed towards the category's share. Says
 * nothing when unsure.
 */
final class CategorySuggester {

	/** Least probability of a suggestion. */
	private const SURE = 0.8;

	/** Fewest categorised conversations in all, and in the category. */
	private const LEARNT = 10;

	private const OF_ONE = 3;

	/** Fewest of them, in the category, that share a word with this one. */
	private const EVIDENCE = 3;

	/** Weight of a category's share against what the words say, in conversations. */
	private const SMOOTH = 2.0;

	/** Newest questions read for one word, and conversations counted of one category. */
	private const NEWEST = 300;

	private const COUNTED = 200;

	/** Messages of the conversation whose words are read. */
	private const MESSAGES = 20;

	public function __construct(
		private readonly Database $database,
		private readonly ConversationAccess $access,
		private readonly CategoryRepository $categories,
		private readonly MessageRepository $messages,
		private readonly QuestionFeatures $features,
	) {}

	/** The category that the words speak for, of what the current user may see; null when they do not say. */
	public function suggest( Conversation $conversation ): ?Category {
		$all    = $this->categories->all();
		$words  = $this->words( $conversation );
		$shares = [] === $all || [] === $words ? [] : $this->shares( $all );
		if ( [] === $words || [] === $shares ) {
			return null;
		}
		$seen   = $this->seen( $words, $conversation->id );
		$scores = [];
		foreach ( $shares as $id => $share ) {
			$scores[ $id ] = log( $share );
			foreach ( $seen as $by_category ) {
				$known          = array_sum( array_intersect_key( $by_category, $shares ) );
				$scores[ $id ] += log( ( ( $by_category[ $id ] ?? 0 ) + self::SMOOTH * $share ) / ( $known + self::SMOOTH ) / $share );
			}
		}
		arsort( $scores );
		$best     = (int) array_key_first( $scores );
		$evidence = array_sum( array_map( static fn( array $by_category ): int => $by_category[ $best ] ?? 0, $seen ) );
		$sum      = array_sum( array_map( static fn( float $score ): float => exp( $score - $scores[ $best ] ), $scores ) );
		if ( $evidence < self::EVIDENCE || 1 / $sum < self::SURE ) {
			return null;
		}
		foreach ( $all as $category ) {
			if ( $category->id === $best ) {
				return $category;
			}
		}
		return null;
	}

	/** @return list<int> Hashed stems of what the visitor wrote. */
	private function words( Conversation $conversation ): array {
		$messages = $this->messages->thread( $conversation->id, self::MESSAGES, false );
		$own      = array_filter( $messages, static fn( Message $message ): bool => AuthorType::Visitor === $message->author );
		$words    = array_map( fn( Message $message ): array => $this->features->term_hashes( $message->text ), array_slice( $own, 0, 3 ) );
		return array_slice( array_values( array_unique( array_merge( ...$words ) ) ), 0, self::MESSAGES );
	}

	/**
	 * Share of each category that has enough conversations; empty while too little is known.
	 *
	 * @param non-empty-list<Category> $all
	 *
	 * @return array<int, float> By category.
	 */
	private function shares( array $all ): array {
		$parts  = [];
		$values = [];
		foreach ( $all as $category ) {
			$parts[] = 'SELECT %d AS id, COUNT(*) AS found FROM ( SELECT 1 AS one FROM %i c WHERE c.category_id = %d AND '
				. $this->access->condition() . ' LIMIT %d ) n';
			array_push( $values, $category->id, $this->database->table( 'conversations' ), $category->id, self::COUNTED );
		}
		$found = [];
		foreach ( $this->database->rows( implode( ' UNION ALL ', $parts ), ...$values ) as $row ) {
			if ( (int) $row['found'] >= self::OF_ONE ) {
				$found[ (int) $row['id'] ] = (int) $row['found'];
			}
		}
		$sum = array_sum( $found );
		return $sum < self::LEARNT ? [] : array_map( static fn( int $count ): float => $count / $sum, $found );
	}

	/**
	 * In which categories the newest conversations with each word are.
	 *
	 * @param non-empty-list<int> $words
	 *
	 * @return array<int, array<int, int>> Conversations by word, then by category.
	 */
	private function seen( array $words, int $not_in ): array {
		$values = [];
		foreach ( $words as $word ) {
			$conversations = $this->database->table( 'conversations' );
			array_push( $values, $this->database->table( 'question_words' ), $word, self::NEWEST, $conversations, $not_in );
		}
		$one  = 'SELECT n.word, c.category_id, COUNT(DISTINCT c.id) AS found FROM ( SELECT word, conversation_id FROM %i WHERE word = %d
				ORDER BY message_id DESC LIMIT %d ) n JOIN %i c ON c.id = n.conversation_id AND c.category_id IS NOT NULL AND c.id <> %d
				AND ' . $this->access->condition() . ' GROUP BY n.word, c.category_id';
		$seen = [];
		foreach ( $this->database->rows( implode( ' UNION ALL ', array_fill( 0, count( $words ), $one ) ), ...$values ) as $row ) {
			$seen[ (int) $row['word'] ][ (int) $row['category_id'] ] = (int) $row['found'];
		}
		return $seen;
	}
}
