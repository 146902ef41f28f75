<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

/** What an owner wants read at an address. */
enum AddressKind: string {

	/** This page and no other. */
	case Page = 'page';

	/** Every page that a sitemap lists; of a site's own address, those of its sitemaps. */
	case Sitemap = 'sitemap';
}
