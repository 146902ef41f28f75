<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Section;
use Aaia\Chatbot\Support\Text;

/**
 * Extracts the visible text of rendered HTML: headings, paragraphs, lists and tables as plain text, without menus, forms, scripts and
 * hidden elements.
 *
 * Uses core's tag processor, which reads token by token: broken markup and deep nesting cost nothing extra, and no PHP extension is
 * needed. Takes linear time; reads only the first LIMIT bytes.
 */
final class HtmlText {

	/** Maximum bytes of HTML read per page. */
	public const LIMIT = 5_000_000;

	/** Elements whose content is not part of the text. */
	private const LEFT_OUT = [
		'NAV', 'FORM', 'BUTTON', 'SELECT', 'SVG', 'MATH', 'DIALOG', 'TEMPLATE', 'IFRAME', 'OBJECT', 'NOSCRIPT', 'AUDIO',
		'VIDEO', 'CANVAS', 'MENU',
	];

	/** Classes of parts that themes and plugins add for navigation, screen readers or sharing. */
	private const LEFT_OUT_CLASSES = [
		'screen-reader-text', 'sharedaddy', 'jp-relatedposts', 'wp-block-navigation', 'wp-block-table-of-contents',
		'ez-toc-container', 'addtoany_share_save_container',
	];

	/** Elements that start a new line. */
	private const BLOCKS = [
		'P', 'DIV', 'SECTION', 'ARTICLE', 'ASIDE', 'HEADER', 'FOOTER', 'MAIN', 'BLOCKQUOTE', 'PRE', 'FIGURE', 'FIGCAPTION',
		'DL', 'DETAILS', 'SUMMARY', 'ADDRESS', 'HR', 'BR', 'TABLE', 'CAPTION', 'FIELDSET', 'LEGEND',
	];

	/**
	 * The text of a page under its headings, in reading order.
	 *
	 * @param string         $html   Rendered HTML, a whole page or a part of one.
	 * @param ?ReadingBudget $budget Limits of time and memory; when null, only the length is limited.
	 *
	 * @return list<Section> Sections without text are left out.
	 *
	 * @throws ReadingFailed When the budget is spent.
	 */
	public function sections( string $html, ?ReadingBudget $budget = null ): array {
		$html     = $this->truncated( $html );
		$sections = $this->read( $html, true, null, $budget );
		// An element that is left out and never closed would hide the rest of the page.
		return [] === $sections ? $this->read( $html, false, null, $budget ) : $sections;
	}

	/**
	 * The main content of a page of another site, without menus, banners and other boilerplate.
	 *
	 * @param string         $html   A whole page, UTF-8.
	 * @param ?ReadingBudget $budget Limits of time and memory; when null, only the length is limited.
	 *
	 * @return list<Section> Sections without text are left out.
	 *
	 * @throws ReadingFailed When the budget is spent.
	 */
	public function main_sections( string $html, ?ReadingBudget $budget = null ): array {
		$html     = $this->truncated( $html );
		$sections = $this->read( $html, true, MainContent::find( $html, $budget ), $budget );
		return [] === $sections ? $this->sections( $html, $budget ) : $sections;
	}

	private function truncated( string $html ): string {
		return Text::valid( strlen( $html ) > self::LIMIT ? mb_strcut( $html, 0, self::LIMIT, 'UTF-8' ) : $html );
	}

	/**
	 * @return list<Section>
	 *
	 * @throws ReadingFailed
	 */
	private function read( string $html, bool $leave_out, ?MainContent $main, ?ReadingBudget $budget ): array {
		$tokens     = new \WP_HTML_Tag_Processor( $html );
		$builder    = new SectionBuilder();
		$number     = -1;
		$in_heading = false;
		/** @var ?array{0: string, 1: int} $hidden Name of the element being left out, and the number of open elements of this name. */
		$hidden = null;
		/** @var ?array{0: string, 1: int} $inside The same for the element of the main content; null before it starts. */
		$inside = null === $main?->root ? [ '', 1 ] : null;
		while ( ( null === $inside || $inside[1] > 0 ) && $tokens->next_token() ) {
			$budget?->step();
			$name = (string) $tokens->get_token_name();
			if ( '#text' === $name ) {
				if ( null === $hidden && null !== $inside ) {
					$builder->add_text( $tokens->get_modifiable_text() );
				}
				continue;
			}
			if ( '#tag' !== $tokens->get_token_type() ) {
				continue;
			}
			$closes  = $tokens->is_tag_closer();
			$number += $closes ? 0 : 1;
			if ( null === $inside ) {
				$inside = ! $closes && $number === $main?->root ? [ $name, 1 ] : null;
				continue;
			}
			$inside[1] += $name === $inside[0] ? ( $closes ? -1 : 1 ) : 0;
			if ( null !== $hidden ) {
				if ( $name === $hidden[0] && ! in_array( $name, MainContent::VOID, true ) ) {
					$hidden[1] += $closes ? -1 : 1;
					$hidden     = $hidden[1] > 0 ? $hidden : null;
				}
				continue;
			}
			$is_left_out = ! $closes && $leave_out && (
				null === $main
					? $this->is_left_out( $tokens, $name )
					: isset( $main->left_out[ $number ] )
			);
			// Headings of accordions contain a button with the heading's text.
			if ( $is_left_out && ! ( 'BUTTON' === $name && $in_heading ) ) {
				$hidden = in_array( $name, MainContent::VOID, true ) ? null : [ $name, 1 ];
				continue;
			}
			$in_heading = 1 === preg_match( '/^H[1-6]$/', $name ) ? ! $closes : $in_heading;
			$this->tag( $builder, $tokens, $name, $closes );
		}
		return $builder->sections();
	}

	private function tag( SectionBuilder $builder, \WP_HTML_Tag_Processor $tokens, string $name, bool $closes ): void {
		if ( 1 === preg_match( '/^H([1-6])$/', $name, $level ) ) {
			if ( $closes ) {
				$builder->end_heading();
			} else {
				$builder->begin_heading( (int) $level[1], MainContent::attribute( $tokens, 'id' ) );
			}
		} elseif ( in_array( $name, [ 'TR', 'TH', 'TD' ], true ) ) {
			if ( 'TR' === $name ) {
				$closes ? $builder->end_row() : $builder->begin_row();
			} elseif ( ! $closes ) {
				$builder->begin_cell( 'TH' === $name );
			}
		} elseif ( 'DT' === $name || 'DD' === $name ) {
			if ( ! $closes ) {
				$builder->definition( 'DT' === $name );
			}
		} elseif ( in_array( $name, [ 'LI', 'UL', 'OL' ], true ) ) {
			'LI' === $name && ! $closes ? $builder->begin_item() : $builder->end_item();
		} elseif ( in_array( $name, self::BLOCKS, true ) ) {
			if ( 'TABLE' === $name ) {
				$builder->begin_table();
			}
			$builder->new_line();
		}
	}

	private function is_left_out( \WP_HTML_Tag_Processor $tokens, string $name ): bool {
		if (
			in_array( $name, self::LEFT_OUT, true )
			|| null !== $tokens->get_attribute( 'hidden' )
			|| 'true' === $tokens->get_attribute( 'aria-hidden' )
		) {
			return true;
		}
		$classes = MainContent::attribute( $tokens, 'class' );
		return '' !== $classes && [] !== array_intersect( self::LEFT_OUT_CLASSES, explode( ' ', $classes ) );
	}
}
