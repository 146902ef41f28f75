<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Section;

/** Reads the categories, tags and other public terms of a post as metadata, which helps to find it and is never quoted. */
final class PostTerms {

	/** Terms read per taxonomy. */
	private const MOST = 30;

	/** Taxonomies for internal use, or whose terms are read elsewhere. Product attributes (`pa_...`) are also skipped, see ProductText. */
	private const LEFT_OUT = [
		'post_format', 'product_type', 'product_visibility', 'product_shipping_class', 'language', 'post_translations',
		'term_translations', 'term_language',
	];

	public function __construct( private readonly HiddenFromSearch $hidden ) {}

	/** A line for each taxonomy, such as "Categories: Bicycles, Repairs"; null when the post has no terms. */
	public function section( \WP_Post $post ): ?Section {
		$lines = [];
		foreach ( get_object_taxonomies( $post, 'objects' ) as $taxonomy ) {
			if (
				! $taxonomy->public
				|| in_array( $taxonomy->name, self::LEFT_OUT, true )
				|| str_starts_with( $taxonomy->name, 'pa_' )
				|| $this->hidden->hides_taxonomy( $taxonomy->name )
			) {
				continue;
			}
			$names = $this->names( $post, $taxonomy->name );
			if ( [] !== $names ) {
				$lines[] = $taxonomy->labels->name . ': ' . implode( ', ', $names );
			}
		}
		return [] === $lines ? null : Section::metadata( implode( "\n", $lines ) );
	}

	/** @return list<string> Names of the terms, without the site's default category, which carries no information. */
	private function names( \WP_Post $post, string $taxonomy ): array {
		$terms = get_the_terms( $post, $taxonomy );
		$names = [];
		foreach ( is_array( $terms ) ? array_slice( $terms, 0, self::MOST ) : [] as $term ) {
			if ( (int) get_option( 'default_' . ( 'category' === $taxonomy ? 'category' : 'term_' . $taxonomy ), 0 ) !== $term->term_id ) {
				$names[] = html_entity_decode( wp_strip_all_tags( $term->name ), ENT_QUOTES | ENT_HTML5, 'UTF-8' );
			}
		}
		return $names;
	}
}
