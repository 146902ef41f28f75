<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;

/**
 * Tells which content the owner hides from search engines (`noindex`) with a common SEO plugin. The assistant does not use it either.
 *
 * The setting of a single post applies even when the plugin is inactive. A plugin's setting for a whole post type or taxonomy applies only
 * while the plugin is active, and the setting of the post overrides it. WordPress's own "discourage search engines" hides nothing here: it
 * covers the whole site, and intranets that use it still want their assistant.
 */
final class HiddenFromSearch {

	/** Post fields whose change can hide or show the post. */
	public const FIELDS = [ '_yoast_wpseo_meta-robots-noindex', 'rank_math_robots', '_seopress_robots_index', '_genesis_noindex' ];

	/** Options whose change can hide or show a whole post type or taxonomy. */
	public const OPTIONS = [
		'wpseo_titles',
		'rank-math-options-titles',
		'seopress_titles_option_name',
		'autodescription-site-settings',
		'aioseo_options_dynamic',
	];

	/** @var array<string, bool> Cache: whether the table of All in One SEO exists, by table name. */
	private array $tables = [];

	public function __construct( private readonly Database $database ) {}

	/** Whether a post is hidden by its own setting or by that of its type. */
	public function hides_post( \WP_Post $post ): bool {
		$own = $this->own_mark( $post->ID );
		return $own ?? $this->hides_type( $post->post_type, false );
	}

	/** Whether the term pages of a taxonomy, such as tags, are hidden. */
	public function hides_taxonomy( string $taxonomy ): bool {
		return $this->hides_type( $taxonomy, true );
	}

	/** The post's own setting: true hides it, false shows it, null leaves it to the type. If two plugins disagree, the post is hidden. */
	private function own_mark( int $post_id ): ?bool {
		$robots = get_post_meta( $post_id, 'rank_math_robots', true );
		$robots = is_array( $robots ) ? $robots : [];
		$marks  = [
			match ( $this->field( $post_id, '_yoast_wpseo_meta-robots-noindex' ) ) {
				'1'     => true,
				'2'     => false,
				default => null,
			},
			match ( $this->field( $post_id, '_genesis_noindex' ) ) {
				'1'     => true,
				'-1'    => false,
				default => null,
			},
			'yes' === $this->field( $post_id, '_seopress_robots_index' ) ? true : null,
			in_array( 'noindex', $robots, true ) ? true : ( in_array( 'index', $robots, true ) ? false : null ),
			$this->aioseo_mark( $post_id ),
		];
		return in_array( true, $marks, true ) ? true : ( in_array( false, $marks, true ) ? false : null );
	}

	private function field( int $post_id, string $key ): string {
		$value = get_post_meta( $post_id, $key, true );
		return is_scalar( $value ) ? (string) $value : '';
	}

	/** All in One SEO stores its settings in a table of its own, which is missing while that plugin is being installed. */
	private function aioseo_mark( int $post_id ): ?bool {
		if ( ! function_exists( 'aioseo' ) ) {
			return null;
		}
		$table                    = $this->database->core_table( 'aioseo_posts' );
		$this->tables[ $table ] ??= [] !== $this->database->rows( 'SHOW TABLES LIKE %s', $this->database->like( $table ) );
		$row                      = $this->tables[ $table ]
			? $this->database->row( 'SELECT robots_default, robots_noindex FROM %i WHERE post_id = %d', $table, $post_id )
			: null;
		return null === $row || '1' === (string) $row['robots_default'] ? null : '1' === (string) $row['robots_noindex'];
	}

	private function hides_type( string $name, bool $is_taxonomy ): bool {
		return defined( 'WPSEO_VERSION' ) && $this->is_on(
			$this->option( 'wpseo_titles' )[ ( $is_taxonomy ? 'noindex-tax-' : 'noindex-' ) . $name ] ?? null,
		)
			|| defined( 'RANK_MATH_VERSION' ) && $this->rank_math_hides( $name, $is_taxonomy )
			|| defined( 'SEOPRESS_VERSION' ) && $this->is_on( $this->nested_value(
				$this->option( 'seopress_titles_option_name' ),
				$is_taxonomy ? 'seopress_titles_tax_titles' : 'seopress_titles_single_titles',
				$name,
				'noindex',
			) )
			|| defined( 'THE_SEO_FRAMEWORK_VERSION' ) && $this->is_on( $this->nested_value(
				$this->option( 'autodescription-site-settings' ),
				$is_taxonomy ? 'noindex_taxonomies' : 'noindex_post_types',
				$name,
			) )
			|| function_exists( 'aioseo' ) && $this->aioseo_hides( $name, $is_taxonomy );
	}

	private function rank_math_hides( string $name, bool $is_taxonomy ): bool {
		$titles = $this->option( 'rank-math-options-titles' );
		$prefix = ( $is_taxonomy ? 'tax_' : 'pt_' ) . $name;
		$robots = $this->is_on( $titles[ $prefix . '_custom_robots' ] ?? null )
			? ( $titles[ $prefix . '_robots' ] ?? [] )
			: ( $titles['robots_global'] ?? [] );
		return is_array( $robots ) && in_array( 'noindex', $robots, true );
	}

	private function aioseo_hides( string $name, bool $is_taxonomy ): bool {
		$option   = get_option( 'aioseo_options_dynamic' );
		$decoded  = is_string( $option ) ? json_decode( $option, true ) : $option;
		$settings = $this->nested_value(
			is_array( $decoded ) ? $decoded : [],
			'searchAppearance',
			$is_taxonomy ? 'taxonomies' : 'postTypes',
			$name,
		);
		if ( ! is_array( $settings ) ) {
			return false;
		}
		$robots = $this->nested_value( $settings, 'advanced', 'robotsMeta' );
		return false === ( $settings['show'] ?? true )
			|| is_array( $robots ) && ! $this->is_on( $robots['default'] ?? true ) && $this->is_on( $robots['noindex'] ?? false );
	}

	/** @return array<array-key, mixed> */
	private function option( string $name ): array {
		$value = get_option( $name );
		return is_array( $value ) ? $value : [];
	}

	/**
	 * A nested value; null when there is none.
	 *
	 * @param array<array-key, mixed> $values
	 */
	private function nested_value( array $values, string ...$path ): mixed {
		$value = $values;
		foreach ( $path as $key ) {
			$value = is_array( $value ) ? ( $value[ $key ] ?? null ) : null;
		}
		return $value;
	}

	private function is_on( mixed $value ): bool {
		return in_array( $value, [ true, 1, '1', 'on', 'yes' ], true );
	}
}
