<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text;

defined( 'ABSPATH' ) || exit;

/**
 * Finds the main content of a whole page, and the boilerplate around and inside it: menus, footers, sidebars, banners.
 *
 * Counts text outside of links that is longer than a label. The main content is the page's `main` or `article` element when that has a
 * fair share of the text; otherwise it is the innermost element with most of the text. An element with half of the text is boilerplate
 * only when it is a menu or footer, so that pages are read whose form or sidebar wraps everything.
 *
 * Elements are identified by the number of their opening tag, which a second pass over the same page can count again. Takes linear time.
 */
final class MainContent {

	/** Maximum opening tags; elements after them are ignored. */
	private const TAGS = 200_000;

	/** Maximum nesting; deeper elements count as part of their ancestor. */
	private const DEPTH = 256;

	/** Minimum bytes of text that is more than a label. */
	private const LABEL = 25;

	private const BOILERPLATE = [
		'NAV', 'FOOTER', 'ASIDE', 'FORM', 'BUTTON', 'SELECT', 'SVG', 'MATH', 'DIALOG', 'TEMPLATE', 'IFRAME', 'OBJECT',
		'NOSCRIPT', 'AUDIO', 'VIDEO', 'CANVAS', 'MENU', 'HEADER',
	];

	/** ARIA roles of boilerplate. Such an element is left out wherever it is, unless it has most of the text. */
	private const ROLES = [
		'navigation', 'banner', 'contentinfo', 'complementary', 'search', 'dialog', 'alertdialog', 'menu', 'menubar',
		'toolbar', 'tablist',
	];

	/** Words in classes and ids of boilerplate. */
	private const WORDS = '/(?:^|[\s_-])(?:cookies?|consent|gdpr|rgpd|breadcrumbs?|skip-link|skip-to-content|sharedaddy|share|sharing|'
		. 'social-(?:links|share|media|icons)|newsletter|popup|sidebar|related-posts|pagination|pager|comments|advert|adsbygoogle|toc|'
		. 'screen-reader-text|sr-only|visually-hidden|wp-block-navigation|jp-relatedposts|ez-toc-container|addtoany_share_save_container|'
		. 'headerlink|edit-link|mw-editsection)(?:$|[\s_-])/i';

	/** Classes that mention boilerplate but belong to other elements: `content-with-sidebar`, `no-cookies`. */
	private const BESIDE = '/\S*(?:^|[\s_-])(?:no|not|has|with|without|content|main|page|wrapper|container)(?:$|(?=[\s_-]))\S*/i';

	/** Classes of asides that belong to the text: notes and warnings in manuals. */
	private const NOTES = '/note|tip|warn|caution|callout|admonition|info|important|danger|alert/i';

	/** Elements that are never classified. */
	private const PLAIN = [ 'HTML', 'BODY', 'HEAD', 'P', 'B', 'I', 'EM', 'STRONG', 'TR', 'TD', 'LI' ];

	public const VOID = [ 'AREA', 'BASE', 'BR', 'COL', 'EMBED', 'HR', 'IMG', 'INPUT', 'LINK', 'META', 'SOURCE', 'TRACK', 'WBR' ];

	/** Elements that end where the next element of the same name starts. */
	private const SELF_ENDING = [ 'P', 'LI', 'TR', 'TD', 'TH', 'DT', 'DD', 'OPTION' ];

	/**
	 * @param ?int            $root     Tag number of the element with the main content; null for the whole page.
	 * @param array<int, int> $left_out Tag numbers of boilerplate elements, as keys.
	 */
	private function __construct(
		public readonly ?int $root,
		public readonly array $left_out,
	) {}

	/**
	 * @param string         $html   A whole page, UTF-8.
	 * @param ?ReadingBudget $budget Limits of time and memory; when null, only the number of tags is limited.
	 *
	 * @throws ReadingFailed When the budget is spent.
	 */
	public static function find( string $html, ?ReadingBudget $budget = null ): self {
		$tokens = new \WP_HTML_Tag_Processor( $html );
		$number = -1;
		$open   = [];
		$opened = [];
		$parent = [];
		$names  = [];
		$text   = [];
		$links  = [];
		$marked = [];
		while ( $tokens->next_token() ) {
			$budget?->step();
			if ( '#text' === $tokens->get_token_type() ) {
				$top = end( $open );
				if ( false !== $top ) {
					$length = strlen( trim( $tokens->get_modifiable_text() ) );
					if ( self::is_in_link( $open, $names ) ) {
						$links[ $top ] = ( $links[ $top ] ?? 0 ) + $length;
					} elseif ( $length >= self::LABEL ) {
						$text[ $top ] = ( $text[ $top ] ?? 0 ) + $length;
					}
				}
				continue;
			}
			if ( '#tag' !== $tokens->get_token_type() ) {
				continue;
			}
			$name = (string) $tokens->get_token_name();
			if ( $tokens->is_tag_closer() ) {
				self::close( $open, $opened, $names, $name );
				continue;
			}
			if ( ++$number >= self::TAGS ) {
				break;
			}
			if ( in_array( $name, self::SELF_ENDING, true ) && [] !== $open && $names[ end( $open ) ] === $name ) {
				array_pop( $open );
				--$opened[ $name ];
			}
			$top               = end( $open );
			$parent[ $number ] = false === $top ? -1 : $top;
			$names[ $number ]  = $name;
			$kind              = self::kind( $tokens, $name );
			if ( null !== $kind ) {
				$marked[ $number ] = $kind;
			}
			if ( ! in_array( $name, self::VOID, true ) && count( $open ) < self::DEPTH ) {
				$open[]          = $number;
				$opened[ $name ] = ( $opened[ $name ] ?? 0 ) + 1;
			}
		}
		return self::choose( $parent, $names, $text, $links, $marked );
	}

	/** Classifies an element by its name and attributes: 'main', 'article', 'header', 'boilerplate', or null for none of these. */
	private static function kind( \WP_HTML_Tag_Processor $tokens, string $name ): ?string {
		if ( in_array( $name, self::PLAIN, true ) || in_array( $name, self::VOID, true ) ) {
			return null;
		}
		$role = strtolower( self::attribute( $tokens, 'role' ) );
		if ( 'MAIN' === $name || 'main' === $role ) {
			return 'main';
		}
		if ( 'ARTICLE' === $name || 'article' === $role || 'articleBody' === self::attribute( $tokens, 'itemprop' ) ) {
			return 'article';
		}
		if (
			null !== $tokens->get_attribute( 'hidden' )
			|| 'true' === $tokens->get_attribute( 'aria-hidden' )
			|| in_array( $role, self::ROLES, true )
		) {
			return 'boilerplate';
		}
		$words = substr( self::attribute( $tokens, 'class' ), 0, 300 ) . ' ' . substr( self::attribute( $tokens, 'id' ), 0, 100 );
		if ( in_array( $name, self::BOILERPLATE, true ) ) {
			return 'ASIDE' === $name && 1 === preg_match( self::NOTES, $words . ' ' . $role )
				? null
				: ( 'HEADER' === $name ? 'header' : 'boilerplate' );
		}
		return 1 === preg_match( self::WORDS, $words )
			&& 1 === preg_match( self::WORDS, (string) preg_replace( self::BESIDE, ' ', $words ) ) ? 'boilerplate' : null;
	}

	/**
	 * Chooses the element with the main content.
	 *
	 * @param array<int, int>    $parent
	 * @param array<int, string> $names
	 * @param array<int, int>    $text   Bytes of text by element, without its children.
	 * @param array<int, int>    $links  Bytes of link text by element, without its children.
	 * @param array<int, string> $marked
	 */
	private static function choose( array $parent, array $names, array $text, array $links, array $marked ): self {
		$all      = self::sum_descendants( $parent, $text, [] );
		$whole    = max( 1, array_sum( $text ) );
		$left_out = [];
		foreach ( $marked as $number => $kind ) {
			if ( 'boilerplate' === $kind && ( $all[ $number ] ?? 0 ) < 0.5 * $whole ) {
				$left_out[ $number ] = 1;
			}
		}
		// On a short page the footer can have most of the text: it is boilerplate too, if any text remains without it.
		$ends = array_fill_keys(
			array_keys( array_filter(
				$marked,
				static fn( string $kind, int $number ): bool => 'boilerplate' === $kind && in_array( $names[ $number ], [ 'FOOTER', 'NAV' ], true ),
				ARRAY_FILTER_USE_BOTH,
			) ),
			1,
		);
		if ( self::sum_descendants( $parent, $text, $left_out + $ends )[-1] >= self::LABEL ) {
			$left_out += $ends;
		}
		$marked = array_filter(
			$marked,
			static fn( int $number ): bool => ! self::is_within( $parent, $number, $left_out ),
			ARRAY_FILTER_USE_KEY,
		);
		$kept   = self::sum_descendants( $parent, $text, $left_out );
		$total  = max( 1, $kept[-1] ?? 0 );
		$root   = self::largest( $marked, $kept, 'main', max( self::LABEL, (int) ( 0.2 * $total ) ) );
		if ( null !== $root ) {
			$article = self::largest( $marked, $kept, 'article', (int) ( 0.6 * $kept[ $root ] ) );
			return new self( null !== $article && self::is_within( $parent, $article, [ $root => 1 ] ) ? $article : $root, $left_out );
		}
		$root = self::largest( $marked, $kept, 'article', (int) ( 0.5 * $total ) );
		if ( null !== $root ) {
			return new self( $root, $left_out );
		}
		return self::find_densest( $parent, $names, $text, $links, $marked, $left_out, $whole );
	}

	/**
	 * Chooses the main content of a page without a `main` or `article` element. Elements full of links and headers are boilerplate too;
	 * the innermost element with most of the remaining text is the main content.
	 *
	 * @param array<int, int>    $parent
	 * @param array<int, string> $names
	 * @param array<int, int>    $text
	 * @param array<int, int>    $links
	 * @param array<int, string> $marked
	 * @param array<int, int>    $left_out
	 */
	private static function find_densest(
		array $parent,
		array $names,
		array $text,
		array $links,
		array $marked,
		array $left_out,
		int $whole,
	): self {
		$all    = self::sum_descendants( $parent, $text, $left_out );
		$linked = self::sum_descendants( $parent, $links, [] );
		foreach ( $names as $number => $name ) {
			$is_full_of_links = in_array( $name, [ 'UL', 'OL', 'DIV', 'TD', 'TABLE', 'SECTION' ], true )
				&& ( $linked[ $number ] ?? 0 ) > 100
				&& ( $linked[ $number ] ?? 0 ) > 3 * ( $all[ $number ] ?? 0 );
			if ( ( $is_full_of_links || 'header' === ( $marked[ $number ] ?? '' ) ) && ( $all[ $number ] ?? 0 ) < 0.5 * $whole ) {
				$left_out[ $number ] = 1;
			}
		}
		$kept = self::sum_descendants( $parent, $text, $left_out );
		$root = null;
		foreach ( $kept as $number => $sum ) {
			// Two siblings cannot both have most of the text, so the last match is the innermost element.
			if (
				$number >= 0
				&& $sum >= 0.7 * max( 1, $kept[-1] )
				&& ( null === $root || $number > $root )
				&& ! self::is_within( $parent, $number, $left_out )
			) {
				$root = $number;
			}
		}
		while ( null !== $root && in_array( $names[ $root ], [ 'P', 'LI', 'TR', 'A', 'SPAN', 'B', 'I', 'EM', 'STRONG' ], true ) ) {
			$root = $parent[ $root ] >= 0 ? $parent[ $root ] : null;
		}
		return new self( $root, $left_out );
	}

	/**
	 * Adds the bytes of all descendants to each element. Elements that are left out add nothing to their ancestors. Key -1 is the whole
	 * page.
	 *
	 * @param array<int, int> $parent
	 * @param array<int, int> $own
	 * @param array<int, int> $left_out
	 *
	 * @return array<int, int>
	 */
	private static function sum_descendants( array $parent, array $own, array $left_out ): array {
		$sums = $own + [ -1 => 0 ];
		// Descendants have higher numbers than their ancestors.
		for ( $number = count( $parent ) - 1; $number >= 0; $number-- ) {
			if ( isset( $sums[ $number ] ) && ! isset( $left_out[ $number ] ) ) {
				$sums[ $parent[ $number ] ] = ( $sums[ $parent[ $number ] ] ?? 0 ) + $sums[ $number ];
			}
		}
		return $sums;
	}

	/**
	 * @param array<int, string> $marked
	 * @param array<int, int>    $sums
	 */
	private static function largest( array $marked, array $sums, string $kind, int $at_least ): ?int {
		$best = null;
		foreach ( $marked as $number => $its ) {
			if ( $its === $kind && ( $sums[ $number ] ?? 0 ) >= max( 1, $at_least ) && ( null === $best || $sums[ $number ] >= $sums[ $best ] ) ) {
				$best = $number;
			}
		}
		return $best;
	}

	/**
	 * Whether an element is one of the given elements, or inside one of them.
	 *
	 * @param array<int, int> $parent
	 * @param array<int, int> $some   Tag numbers as keys.
	 */
	private static function is_within( array $parent, int $number, array $some ): bool {
		while ( $number >= 0 && ! isset( $some[ $number ] ) ) {
			$number = $parent[ $number ];
		}
		return $number >= 0;
	}

	/**
	 * @param list<int>          $open
	 * @param array<int, string> $names
	 */
	private static function is_in_link( array $open, array $names ): bool {
		foreach ( array_slice( $open, -6 ) as $number ) {
			if ( 'A' === $names[ $number ] ) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Closes the innermost open element of a name and everything inside it. Ignores an end tag without a start tag, at no cost.
	 *
	 * @param list<int>          $open
	 * @param array<string, int> $opened Number of open elements by name.
	 * @param array<int, string> $names
	 */
	private static function close( array &$open, array &$opened, array $names, string $name ): void {
		$closed = '';
		while ( ( $opened[ $name ] ?? 0 ) > 0 && $closed !== $name ) {
			$closed = $names[ array_pop( $open ) ] ?? $name;
			$opened[ $closed ] = ( $opened[ $closed ] ?? 0 ) - 1;
		}
	}

	public static function attribute( \WP_HTML_Tag_Processor $tokens, string $name ): string {
		$value = $tokens->get_attribute( $name );
		return is_string( $value ) ? $value : '';
	}
}
