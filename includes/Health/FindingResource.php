<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\ListedDocument;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Support\Time;

/** REST representation of a finding. */
final class FindingResource {

	public static function schema(): Schema {
		$place = Schema::closed(
			[
				'document'    => Schema::int(),
				'post'        => Schema::int(),
				'title'       => Schema::string(),
				'url'         => Schema::string(),
				'edit_url'    => Schema::string()->nullable(),
				'modified_at' => Schema::string()->nullable(),
				'quote'       => Schema::string(),
				'value'       => Schema::string(),
			]
		)->named( 'FindingPlace' );
		return Schema::closed(
			[
				'id'       => Schema::int()->nullable(),
				'name'     => Schema::string(),
				'sentence' => Schema::string(),
				'kind'     => Schema::enum( ...array_column( FindingKind::cases(), 'value' ) ),
				'place'    => $place,
				'other'    => $place->nullable(),
				'detail'   => Schema::string(),
				'reason'   => Schema::string(),
				'status'   => Schema::int(),
				'ignored'  => Schema::bool(),
				'found_at' => Schema::string()->nullable(),
			]
		)->named( 'KnowledgeFinding' );
	}

	/**
	 * @param int $from Document whose position comes first; 0 for the stored order.
	 *
	 * @return array<string, mixed>
	 */
	public static function of( StoredFinding $stored, int $from = 0 ): array {
		$stored  = 0 !== $from && $stored->finding->other_id === $from && $stored->document->id !== $from ? $stored->from_other_side() : $stored;
		$finding = $stored->finding;
		return [
			'id'       => $stored->id,
			'place'    => self::place( $finding->location, $stored->document, $stored->post ),
			'other'    => null === $finding->other || null === $stored->other
				? null
				: self::place( $finding->other, $stored->other, $stored->other_post ),
			'ignored'  => $stored->ignored,
			'found_at' => Time::to_wire( $stored->found_at ),
		] + self::facts( $finding );
	}

	/**
	 * A finding of a draft.
	 *
	 * @param ?ListedDocument $other The document that contradicts it.
	 *
	 * @return array<string, mixed>
	 */
	public static function of_draft( Finding $finding, \WP_Post $post, ?ListedDocument $other, int $other_post ): array {
		$mine = [
			'document'    => 0,
			'post'        => $post->ID,
			'title'       => wp_strip_all_tags( $post->post_title ),
			'url'         => '',
			'edit_url'    => null,
			'modified_at' => null,
			'quote'       => $finding->location->quote,
			'value'       => $finding->location->value,
		];
		return [
			'id'       => null,
			'place'    => $mine,
			'other'    => null === $finding->other || null === $other ? null : self::place( $finding->other, $other, $other_post ),
			'ignored'  => false,
			'found_at' => null,
		] + self::facts( $finding );
	}

	/** @return array{name: string, sentence: string, kind: string, detail: string, reason: string, status: int} */
	private static function facts( Finding $finding ): array {
		return [
			'name'     => FindingMessages::name( $finding->kind ),
			'sentence' => FindingMessages::sentence( $finding, $finding->document_id === $finding->other_id ),
			'kind'     => $finding->kind->value,
			'detail'   => $finding->detail,
			'reason'   => $finding->reason,
			'status'   => $finding->status,
		];
	}

	/** @return array<string, mixed> */
	private static function place( FindingLocation $location, ListedDocument $document, int $post ): array {
		$edit = $post > 0 ? get_edit_post_link( $post, 'raw' ) : null;
		return [
			'document'    => $document->id,
			'post'        => $post,
			'title'       => $document->title,
			'url'         => $document->url . ( '' === $document->url || '' === $location->anchor ? '' : '#' . rawurlencode( $location->anchor ) ),
			'edit_url'    => is_string( $edit ) && '' !== $edit ? $edit : null,
			'modified_at' => Time::to_wire( $document->modified_at ),
			'quote'       => $location->quote,
			'value'       => $location->value,
		];
	}
}
